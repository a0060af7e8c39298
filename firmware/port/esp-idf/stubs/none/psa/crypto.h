#pragma once
#include <stddef.h>
#include <stdint.h>

typedef int32_t psa_status_t;
typedef uint32_t psa_algorithm_t;
typedef uint32_t psa_key_id_t;
typedef uint16_t psa_key_type_t;
typedef struct {
    uint32_t opaque[60];
} psa_hash_operation_t;
typedef struct {
    uint32_t opaque[8];
} psa_key_attributes_t;

#define PSA_ALG_HMAC(hash)                  (0x03800000u | ((hash) & 0xffu))
#define PSA_KEY_TYPE_HMAC                   0x1100
#define PSA_KEY_USAGE_EXPORT                0x1u
#define PSA_KEY_USAGE_SIGN_MESSAGE          0x400u
#define PSA_KEY_TYPE_ECC_KEY_PAIR(family)   ((psa_key_type_t)(0x7100 | (family)))
#define PSA_SUCCESS                         0
#define PSA_ALG_SHA_256                     0x02000009u
#define PSA_ALG_ECDSA(hash)                 (0x06000600u | ((hash) & 0xffu))
#define PSA_ECC_FAMILY_SECP_R1              0x12
#define PSA_KEY_USAGE_VERIFY_HASH           0x2000u
#define PSA_KEY_ATTRIBUTES_INIT             {{0}}
#define PSA_KEY_TYPE_ECC_PUBLIC_KEY(family) ((psa_key_type_t)(0x4100 | (family)))

psa_status_t psa_crypto_init(void);
psa_status_t psa_hash_setup(psa_hash_operation_t *operation, psa_algorithm_t algorithm);
psa_status_t psa_hash_update(psa_hash_operation_t *operation, const uint8_t *data, size_t length);
psa_status_t psa_hash_finish(psa_hash_operation_t *operation, uint8_t *hash, size_t cap, size_t *length);
psa_status_t psa_hash_abort(psa_hash_operation_t *operation);
void psa_set_key_type(psa_key_attributes_t *attributes, psa_key_type_t type);
void psa_set_key_usage_flags(psa_key_attributes_t *attributes, uint32_t usage);
void psa_set_key_algorithm(psa_key_attributes_t *attributes, psa_algorithm_t algorithm);
psa_status_t psa_import_key(const psa_key_attributes_t *attributes, const uint8_t *data, size_t length,
                            psa_key_id_t *key);
psa_status_t psa_verify_hash(psa_key_id_t key, psa_algorithm_t algorithm, const uint8_t *hash, size_t hash_length,
                             const uint8_t *signature, size_t signature_length);
psa_status_t psa_destroy_key(psa_key_id_t key);
void psa_set_key_bits(psa_key_attributes_t *attributes, size_t bits);
psa_status_t psa_generate_key(const psa_key_attributes_t *attributes, psa_key_id_t *key);
psa_status_t psa_export_key(psa_key_id_t key, uint8_t *data, size_t cap, size_t *length);
psa_status_t psa_export_public_key(psa_key_id_t key, uint8_t *data, size_t cap, size_t *length);
psa_status_t psa_mac_compute(psa_key_id_t key, psa_algorithm_t algorithm, const uint8_t *data, size_t length,
                             uint8_t *mac, size_t cap, size_t *mac_length);
