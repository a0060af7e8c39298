#pragma once
#include "esp_err.h"

typedef struct esp_http_client *esp_http_client_handle_t;

typedef enum { HTTP_EVENT_ERROR, HTTP_EVENT_ON_HEADER, HTTP_EVENT_ON_DATA } esp_http_client_event_id_t;
typedef enum { ESP_HTTP_CLIENT_TLS_VER_ANY, ESP_HTTP_CLIENT_TLS_VER_TLS_1_3 } esp_http_client_proto_ver_t;

typedef struct {
    esp_http_client_event_id_t event_id;
    void *user_data;
    char *header_key;
    char *header_value;
} esp_http_client_event_t;

typedef struct {
    const char *url;
    const char *cert_pem;
    const char *client_cert_pem;
    const char *client_key_pem;
    esp_http_client_proto_ver_t tls_version;
    bool disable_auto_redirect;
    int timeout_ms;
    esp_err_t (*event_handler)(esp_http_client_event_t *event);
    void *user_data;
} esp_http_client_config_t;

esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t *config);
esp_err_t esp_http_client_set_header(esp_http_client_handle_t client, const char *key, const char *value);
esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_length);
int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client);
int esp_http_client_get_status_code(esp_http_client_handle_t client);
int esp_http_client_read(esp_http_client_handle_t client, char *to, int cap); /* 0: no more; negative: broken */
esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client);
