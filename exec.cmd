@rem The npm scripts begin with exec, so that on Unix no shell stands between npm and the program to swallow its signals.
@rem Windows has no exec: here it simply runs what follows.
@%*
