/* file_server.c PORT CA CERT KEY FILE [LIMIT...] - one file by HTTPS with Range, TLS 1.3, client certificates required.
 *
 * Each LIMIT is for one connection, in turn: cut:N closes after N bytes of the file, hold:N says no more after them and
 * waits for the client to go, status:N answers that, shift:N gives a range that begins N bytes later. After the last
 * one the file is served whole. Each request is a line on standard output.
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned char *file;
static long size;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void load(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) <= 0) {
        die(path);
    }
    rewind(in);
    file = malloc((size_t)size);
    if (file == NULL || fread(file, 1, (size_t)size, in) != (size_t)size) {
        die(path);
    }
    fclose(in);
}

static SSL_CTX *tls(char **argv)
{
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION);
    if (SSL_CTX_load_verify_locations(ctx, argv[2], NULL) != 1 ||
        SSL_CTX_use_certificate_file(ctx, argv[3], SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(ctx, argv[4], SSL_FILETYPE_PEM) != 1) {
        die("certificates");
    }
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    return ctx;
}

static int listen_on(int port)
{
    int one = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fd, 8) != 0) {
        die("listen");
    }
    return fd;
}

static void serve(SSL *ssl, const char *limit)
{
    char request[2048] = {0};
    char head[256];
    long from = 0;
    int got = 0;
    while (strstr(request, "\r\n\r\n") == NULL) {
        int n = SSL_read(ssl, request + got, (int)sizeof request - 1 - got);
        if (n <= 0) {
            return;
        }
        got += n;
    }
    const char *range = strstr(request, "Range: bytes=");
    if (range == NULL || sscanf(range, "Range: bytes=%ld-", &from) != 1 || from >= size) {
        return;
    }
    printf("%.*s from %ld%s%s\n", (int)strcspn(request, "\r"), request, from, limit != NULL ? " " : "",
           limit != NULL ? limit : "");
    fflush(stdout);
    long n = limit != NULL ? atol(strchr(limit, ':') + 1) : 0;
    char kind = limit != NULL ? limit[1] : ' '; /* second letters differ */
    if (kind == 't') {
        SSL_write(ssl, head, snprintf(head, sizeof head, "HTTP/1.1 %ld No\r\nContent-Length: 0\r\n\r\n", n));
        return;
    }
    from += kind == 'h' ? n : 0;
    int len =
        snprintf(head, sizeof head,
                 "HTTP/1.1 206 Partial Content\r\nContent-Length: %ld\r\nContent-Range: bytes %ld-%ld/%ld\r\n\r\n",
                 size - from, from, size - 1, size);
    SSL_write(ssl, head, len);
    long left = size - from;
    left = (kind == 'u' || kind == 'o') && n < left ? n : left;
    for (long at = from; left > 0;) {
        int sent = SSL_write(ssl, file + at, (int)(left < 4096 ? left : 4096));
        if (sent <= 0) {
            return;
        }
        at += sent;
        left -= sent;
    }
    if (kind == 'o') {
        SSL_read(ssl, request, sizeof request); /* until it goes */
    }
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "usage: file_server PORT CA CERT KEY FILE [cut:N | hold:N | status:N | shift:N]...\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    load(argv[5]);
    SSL_CTX *ctx = tls(argv);
    int server = listen_on(atoi(argv[1]));
    for (int i = 6;; i++) {
        int fd = accept(server, NULL, NULL);
        SSL *ssl = SSL_new(ctx);
        SSL_set_fd(ssl, fd);
        if (fd >= 0 && SSL_accept(ssl) == 1) {
            serve(ssl, i < argc ? argv[i] : NULL);
        } else {
            i--;
        }
        SSL_free(ssl);
        close(fd);
    }
}
