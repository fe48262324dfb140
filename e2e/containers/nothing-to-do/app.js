const http = require('http');

const server = http.createServer((request, response) => response.end('ok\n'));
console.log('Loading the configuration');
console.log('Connected to the cache');
// server.listen(8080) was lost in a merge
server.keepAliveTimeout = 5000;
console.log('Server started on port 8080');
