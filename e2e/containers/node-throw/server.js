console.log('server starting');
const settings = JSON.parse('{"http": null}');
console.log(`listening on ${settings.http.port}`);
