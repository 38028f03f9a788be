import { Connection } from '../load/connection.ts';
import { withFreshKey } from '../load/requests.ts';

/** Places one order and answers with its JSON. */
export async function placeOne(port: number, order: Buffer): Promise<string> {
  const connection = await Connection.open(port);
  const json = await new Promise<string>((resolve, reject) => {
    connection.send(withFreshKey(order), (status, body) => {
      if (status === 201) resolve(body.toString());
      else reject(new Error(`An order was answered ${status}: ${body.toString()}`));
    });
  });
  connection.close();
  return json;
}
