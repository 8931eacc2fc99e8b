/** How a server is asked: where it is, the model, whether a token must be shown, what the model takes, and how many numbers an embedding has. */
export interface Target {
  address: string;
  model: string;
  token: boolean;
  kind: "images" | "embeddings";
  dimension: number;
}

export interface Snippet {
  id: string;
  title: string;
  code: string;
}

/** Stands where the token goes; it is never put into the page. */
export const TOKEN = "YOUR_TOKEN";

const shell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const quoted = (text: string) => JSON.stringify(text);

/** Returns commands and programs that ask this very server. */
export function snippetsOf(target: Target): Snippet[] {
  const api = `${target.address}/api/${encodeURIComponent(target.model)}`;
  const v2 = `${target.address}/v2/models/${encodeURIComponent(target.model)}/infer`;
  return target.kind === "images" ? ofImages(target, api, v2) : ofEmbeddings(target, api, v2);
}

function ofImages(target: Target, api: string, v2: string): Snippet[] {
  const bearer = target.token ? ` \\\n  -H ${shell(`Authorization: Bearer ${TOKEN}`)}` : "";
  const java = target.token ? `\n            .header("Authorization", "Bearer ${TOKEN}")` : "";
  const python = target.token ? `, "Authorization": "Bearer ${TOKEN}"` : "";
  return [
    {
      id: "curl", title: "curl",
      code: `# which class is it?
curl -s ${shell(`${api}/predict?top=3`)}${bearer} \\
  -H 'Content-Type: image/jpeg' --data-binary @photo.jpg

# teach it
curl -s ${shell(`${api}/examples`)}${bearer} \\
  -F class=heron -F image=@photo.jpg

# the same question by the Open Inference Protocol
printf '{"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["%s"],"parameters":{"content_type":"base64"}}]}' \\
  "$(base64 < photo.jpg | tr -d '\\n')" |
  curl -s ${shell(v2)}${bearer} \\
  -H 'Content-Type: application/json' --data-binary @-
`,
    },
    {
      id: "java", title: "Java",
      code: `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

public class Ask {
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(`${api}/predict?top=3`)}))
            .header("Content-Type", "image/jpeg")${java}
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of("photo.jpg")))
            .build();
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
    }
}
`,
    },
    {
      id: "python", title: "Python",
      code: `import json
import urllib.request

with open("photo.jpg", "rb") as photo:
    request = urllib.request.Request(
        ${quoted(`${api}/predict?top=3`)},
        data=photo.read(),
        headers={"Content-Type": "image/jpeg"${python}},
    )
with urllib.request.urlopen(request) as answer:
    for each in json.load(answer)["predictions"]:
        print(each["label"], each["probability"])
`,
    },
  ];
}

function ofEmbeddings(target: Target, api: string, v2: string): Snippet[] {
  const d = target.dimension;
  const bearer = target.token ? ` \\\n  -H ${shell(`Authorization: Bearer ${TOKEN}`)}` : "";
  const java = target.token ? `\n            .header("Authorization", "Bearer ${TOKEN}")` : "";
  const python = target.token ? `, "Authorization": "Bearer ${TOKEN}"` : "";
  return [
    {
      id: "curl", title: "curl",
      code: `# rows.json: {"embeddings": [[…${d} numbers…]]}
curl -s ${shell(`${api}/predict?top=3`)}${bearer} \\
  -H 'Content-Type: application/json' --data-binary @rows.json

# tensor.json: {"inputs": [{"name": "embeddings", "datatype": "FP32", "shape": [1, ${d}], "data": […]}]}
curl -s ${shell(v2)}${bearer} \\
  -H 'Content-Type: application/json' --data-binary @tensor.json
`,
    },
    {
      id: "java", title: "Java",
      code: `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

public class Ask {
    public static void main(String[] args) throws Exception {
        float[] row = new float[${d}];
        row[0] = 1;
        String body = "{\\"embeddings\\":[" + Arrays.toString(row) + "]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(`${api}/predict?top=3`)}))
            .header("Content-Type", "application/json")${java}
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
    }
}
`,
    },
    {
      id: "python", title: "Python",
      code: `import json
import urllib.request

row = [1.0] + [0.0] * ${d - 1}
request = urllib.request.Request(
    ${quoted(`${api}/predict?top=3`)},
    data=json.dumps({"embeddings": [row]}).encode(),
    headers={"Content-Type": "application/json"${python}},
)
with urllib.request.urlopen(request) as answer:
    for each in json.load(answer)["predictions"]:
        print(each["label"], each["probability"])
`,
    },
  ];
}
