/* identity.c - who the board is and whom it trusts, from NVS. What is not whole is nobody. */
#include "idf.h"
#include "boards.h"
#include "nvs.h"
#include "sdkconfig.h"
#include <string.h>

const tk_board_t *identity_board(void)
{
#if defined(CONFIG_TK_BOARD_V1_RELAY)
    return &tk_board_v1_relay;
#elif defined(CONFIG_TK_BOARD_SENSOR_C3)
    return &tk_board_sensor_c3;
#else
    return &tk_board_node_v2_esp32;
#endif
}

static bool text(nvs_handle_t nvs, const char *name, char *at, size_t cap)
{
    size_t len = cap;
    return nvs_get_str(nvs, name, at, &len) == ESP_OK && len > 1;
}

static bool uuid(nvs_handle_t nvs, const char *name, tk_uuid_t *out)
{
    char id[TK_UUID_TEXT + 1];
    return text(nvs, name, id, sizeof id) && tk_uuid_parse(out, id, strlen(id));
}

/* "kind:id,kind:id". A device that the board has no pin for is refused: it would look alive and move nothing. */
bool identity_devices(tk_node_config_t *n, const char *list)
{
    int places[TK_KINDS] = {0};
    while (*list != '\0') {
        const char *colon = strchr(list, ':');
        if (colon == NULL || n->devices == TK_MAX_DEVICES || strlen(colon) < 1 + TK_UUID_TEXT) {
            return false;
        }
        tk_device_config_t *d = &n->device[n->devices];
        int kind = tk_board_kind(n->board, list, (size_t)(colon - list));
        if (kind < 0 || ++places[kind] > tk_board_places(n->board, (tk_kind_t)kind) ||
            !tk_uuid_parse(&d->id, colon + 1, TK_UUID_TEXT)) {
            return false;
        }
        d->kind = (uint8_t)kind;
        n->devices++;
        list = colon + 1 + TK_UUID_TEXT;
        list += *list == ',' ? 1 : 0;
    }
    return n->devices > 0;
}

int identity_load(identity_t *id)
{
    static char list[IDENTITY_DEVICES];
    nvs_handle_t nvs;
    uint32_t port = 0;
    memset(id, 0, sizeof *id);
    id->node.board = identity_board();
    id->node.sensor_period_ms = 30000;
    id->node.firmware_version = FIRMWARE_VERSION;
    id->node.boot_reason = watch_boot_reason();
    if (nvs_open("farm", NVS_READONLY, &nvs) != ESP_OK) {
        return -1;
    }
    bool whole = uuid(nvs, "node_id", &id->node.node_id) && uuid(nvs, "farm_id", &id->node.farm_id) &&
                 nvs_get_u32(nvs, "incarnation", &id->node.incarnation) == ESP_OK &&
                 nvs_get_u32(nvs, "port", &port) == ESP_OK && port > 0 && port <= UINT16_MAX &&
                 text(nvs, "host", id->host, sizeof id->host) && text(nvs, "ssid", id->ssid, sizeof id->ssid) &&
                 text(nvs, "password", id->password, sizeof id->password) && text(nvs, "ca", id->ca, sizeof id->ca) &&
                 text(nvs, "cert", id->cert, sizeof id->cert) && text(nvs, "key", id->key, sizeof id->key) &&
                 text(nvs, "devices", list, sizeof list) && identity_devices(&id->node, list);
    id->port = (uint16_t)port;
    nvs_close(nvs);
    return whole ? 0 : -1;
}
