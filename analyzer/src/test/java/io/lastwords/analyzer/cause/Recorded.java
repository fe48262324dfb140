package io.lastwords.analyzer.cause;

/** Words that real programs and engines wrote (Docker 20.10, runc 1.1, and as newer ones are known to put it). */
final class Recorded {
    static final String RUNC =
            "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
                    + "container process: ";
    static final String RUNC_NEWER =
            "failed to create task for container: failed to create shim task: OCI runtime create "
                    + "failed: runc create failed: unable to start container process: error during container init: ";
    static final String ENDPOINT = "driver failed programming external connectivity on endpoint shop-backend-1 "
            + "(406c865adcf3af35a6d8a7940cda61d3f654cc687278c0bb2d9c24db7d27bd43): ";

    static final String RUST_BIND = """

            thread 'main' (4748) panicked at src/main.rs:3:62:
            Failed to bind to address: Os { code: 98, kind: AddrInUse, message: "Address already in use" }
            stack backtrace:
               0: __rustc::rust_begin_unwind
                         at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
               1: core::panicking::panic_fmt
                         at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/panicking.rs:80:14
               2: core::result::unwrap_failed
                         at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/result.rs:1867:5
               3: backend::main
            note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
            """;
    static final String RUST_INDEX = """

            thread 'main' (4804) panicked at src/main.rs:8:68:
            index out of bounds: the len is 0 but the index is 3
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """;
    static final String RUST_CONNECT = """

            thread 'main' (4782) panicked at src/main.rs:7:60:
            called `Result::unwrap()` on an `Err` value: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """;
    static final String RUST_ENVIRONMENT = """

            thread 'main' (4772) panicked at src/main.rs:5:45:
            DATABASE_URL must be set: NotPresent
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """;
    static final String RUST_FULL = """

            thread 'main' (4830) panicked at src/main.rs:10:48:
            called `Result::unwrap()` on an `Err` value: Os { code: 28, kind: StorageFull, message: "No space left on device" }
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
            """;
    static final String GO_PANIC = """
            panic: runtime error: invalid memory address or nil pointer dereference
            [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x45d7c1]

            goroutine 1 [running]:
            main.main()
            \t/app/main.go:9 +0x1d
            exit status 2
            """;
    static final String PYTHON_KEY = """
            Traceback (most recent call last):
              File "/app/main.py", line 1, in <module>
                import os;os.environ["DATABASE_URL"]
                          ~~~~~~~~~~^^^^^^^^^^^^^^^^
              File "<frozen os>", line 679, in __getitem__
            KeyError: 'DATABASE_URL'
            """;
    static final String PYTHON_BIND = """
            Traceback (most recent call last):
              File "/app/main.py", line 1, in <module>
            OSError: [Errno 98] Address already in use
            """;
    static final String PYTHON_RESOLVE = """
            Traceback (most recent call last):
              File "/app/main.py", line 1, in <module>
              File "/usr/lib/python3.11/socket.py", line 827, in create_connection
                for res in getaddrinfo(host, port, 0, SOCK_STREAM):
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              File "/usr/lib/python3.11/socket.py", line 962, in getaddrinfo
                for res in _socket.getaddrinfo(host, port, family, type, proto, flags):
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            socket.gaierror: [Errno -2] Name or service not known
            """;
    static final String PYTHON_CHAINED = """
            Traceback (most recent call last):
              File "/app/main.py", line 5, in <module>
              File "/app/main.py", line 3, in f
            ValueError: bad

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/app/main.py", line 7, in <module>
            RuntimeError: outer
            """;
    static final String PYTHON_PERMISSION = """
            Traceback (most recent call last):
              File "/app/main.py", line 1, in <module>
            PermissionError: [Errno 13] Permission denied: '/data/state.db'
            """;
    static final String NODE_BIND = """
            node:events:502
                  throw er; // Unhandled 'error' event
                  ^

            Error: listen EADDRINUSE: address already in use 127.0.0.1:28899
                at Server.setupListenHandle [as _listen2] (node:net:1908:16)
                at listenInCluster (node:net:1965:12)
                at doListen (node:net:2139:7)
                at process.processTicksAndRejections (node:internal/process/task_queues:83:21)
            Emitted 'error' event on Server instance at:
                at emitErrorNT (node:net:1944:8)
                at process.processTicksAndRejections (node:internal/process/task_queues:82:21) {
              code: 'EADDRINUSE',
              errno: -98,
              syscall: 'listen',
              address: '127.0.0.1',
              port: 28899
            }

            Node.js v20.20.2
            """;
    static final String NODE_CONNECT = """
            node:events:502
                  throw er; // Unhandled 'error' event
                  ^

            Error: connect ECONNREFUSED 127.0.0.1:9
                at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
            Emitted 'error' event on Socket instance at:
                at emitErrorNT (node:internal/streams/destroy:169:8)
                at emitErrorCloseNT (node:internal/streams/destroy:128:3)
                at process.processTicksAndRejections (node:internal/process/task_queues:82:21) {
              errno: -111,
              code: 'ECONNREFUSED',
              syscall: 'connect',
              address: '127.0.0.1',
              port: 9
            }

            Node.js v20.20.2
            """;
    static final String NODE_THROW = """
            /app/server.js:1
            throw new Error("boom")
            ^

            Error: boom
                at Object.<anonymous> (/app/server.js:1:7)
                at node:internal/main/run_main_module:28:49

            Node.js v20.20.2
            """;
    static final String NODE_MODULE = """
            node:internal/modules/cjs/loader:1210
              throw err;
              ^

            Error: Cannot find module '/app/dist/server.js'
                at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)
                at Module._load (node:internal/modules/cjs/loader:1038:27)
                at node:internal/main/run_main_module:28:49 {
              code: 'MODULE_NOT_FOUND',
              requireStack: []
            }

            Node.js v20.20.2
            """;
    static final String NODE_HEAP = """

            <--- Last few GCs --->

            [5844:0x3c8c3e20]      396 ms: Mark-Compact 71.1 (103.7) -> 71.1 (103.7) MB, 13.37 / 0.00 ms  (average mu = 0.381, current mu = 0.361) allocation failure; scavenge might not succeed


            <--- JS stacktrace --->

            FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
            ----- Native stack trace -----

             1: 0xb78db3 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
             2: 0xee8300 v8::Utils::ReportOOMFailure(v8::internal::Isolate*, char const*, v8::OOMDetails const&) [node]
            """;
    static final String JAVA_BIND = """
            Exception in thread "main" java.net.BindException: Address already in use
            \tat java.base/sun.nio.ch.Net.bind0(Native Method)
            \tat java.base/sun.nio.ch.Net.bind(Net.java:555)
            \tat java.base/java.net.ServerSocket.<init>(ServerSocket.java:167)
            \tat M.main(M.java:4)
            """;
    static final String JAVA_CAUSE = """
            Exception in thread "main" java.lang.RuntimeException: could not start
            \tat M.main(M.java:9)
            Caused by: java.net.ConnectException: Connection refused
            \tat java.base/sun.nio.ch.Net.connect0(Native Method)
            \tat java.base/sun.nio.ch.Net.connect(Net.java:579)
            \tat java.base/java.net.Socket.<init>(Socket.java:287)
            \t... 1 more
            """;
    static final String JAVA_NULL = """
            Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "<local3>" is null
            \tat M.main(M.java:8)
            """;
    static final String JAVA_HEAP = """
            Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
            \tat M.main(M.java:7)
            """;

    private Recorded() {}
}
