#pragma once
#include "esp_err.h"
#include <sys/types.h>

typedef struct esp_tls esp_tls_t;
typedef enum { ESP_TLS_VER_ANY, ESP_TLS_VER_TLS_1_2, ESP_TLS_VER_TLS_1_3 } esp_tls_proto_ver_t;

#define ESP_TLS_ERR_SSL_WANT_READ  (-0x6900)
#define ESP_TLS_ERR_SSL_WANT_WRITE (-0x6880)

typedef struct {
    const unsigned char *cacert_buf;
    unsigned int cacert_bytes;
    const unsigned char *clientcert_buf;
    unsigned int clientcert_bytes;
    const unsigned char *clientkey_buf;
    unsigned int clientkey_bytes;
    bool non_block;
    int timeout_ms;
    esp_tls_proto_ver_t tls_version;
} esp_tls_cfg_t;

esp_tls_t *esp_tls_init(void);
/* -1 failed, 0 under way, 1 connected */
int esp_tls_conn_new_async(const char *host, int host_length, int port, const esp_tls_cfg_t *config, esp_tls_t *tls);
ssize_t esp_tls_conn_write(esp_tls_t *tls, const void *data, size_t length);
ssize_t esp_tls_conn_read(esp_tls_t *tls, void *data, size_t length);
int esp_tls_conn_destroy(esp_tls_t *tls);
