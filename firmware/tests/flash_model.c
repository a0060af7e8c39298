#include "flash_model.h"
#include <string.h>

void flash_new(flash_model_t *f, uint32_t size)
{
    memset(f->byte, 0xFF, size); /* not all of it: made thousands of times */
    f->size = size;
    f->cut_after = -1;
    f->off = false;
    f->bytes = 0;
    f->erases = 0;
}

static bool alive(flash_model_t *f)
{
    f->off = f->off || f->cut_after == 0;
    f->cut_after -= f->cut_after > 0 ? 1 : 0;
    f->bytes += f->off ? 0 : 1;
    return !f->off;
}

int flash_read(flash_model_t *f, uint32_t at, uint8_t *data, size_t len)
{
    if (f->off || at + len > f->size) {
        return -1;
    }
    memcpy(data, f->byte + at, len);
    return 0;
}

int flash_write(flash_model_t *f, uint32_t at, const uint8_t *data, size_t len)
{
    if (at + len > f->size) {
        return -1;
    }
    for (size_t i = 0; i < len; i++) {
        if (!alive(f)) {
            return -1;
        }
        f->byte[at + i] &= data[i];
    }
    return 0;
}

int flash_erase(flash_model_t *f, uint32_t at)
{
    if (at % TK_SPOOL_SECTOR != 0 || at >= f->size) {
        return -1;
    }
    f->erases++;
    for (uint32_t i = 0; i < TK_SPOOL_SECTOR; i++) {
        if (!alive(f)) {
            return -1;
        }
        f->byte[at + i] = 0xFF;
    }
    return 0;
}
