// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Content-Digest (RFC 9530): a dictionary of structured fields, of which only sha-256 is ours. */

#include "intake/an-digest.h"

#include <sodium.h>
#include <string.h>

#include "report/an-envelope.h"

#define KEY "sha-256="

/* One member such as `sha-256=:BASE64:`. */
static AnDigest
parse_member (char *member, guint8 sha256[32])
{
  gsize length;

  if (!g_str_has_prefix (member, KEY))
    return AN_DIGEST_ABSENT;
  member += strlen (KEY);
  length = strlen (member);
  if (length < 3 || member[0] != ':' || member[length - 1] != ':')
    return AN_DIGEST_MALFORMED;
  member[length - 1] = '\0';
  return an_base64_to_bytes (member + 1, sha256, 32) ? AN_DIGEST_PRESENT : AN_DIGEST_MALFORMED;
}

/**
 * an_digest_parse:
 * @header: (nullable): value of Content-Digest
 * @sha256: (out): what it says, when it says it
 */
AnDigest
an_digest_parse (const char *header, guint8 sha256[32])
{
  g_auto (GStrv) members = NULL;
  AnDigest found = AN_DIGEST_ABSENT;

  if (header == NULL)
    return AN_DIGEST_ABSENT;
  members = g_strsplit (header, ",", -1);
  for (guint i = 0; members[i] != NULL; i++) {
    AnDigest one = parse_member (g_strstrip (members[i]), sha256);

    if (one == AN_DIGEST_MALFORMED || (one == AN_DIGEST_PRESENT && found == AN_DIGEST_PRESENT))
      return AN_DIGEST_MALFORMED;
    if (one == AN_DIGEST_PRESENT)
      found = one;
  }
  return found;
}

char *
an_digest_format (const void *data, gsize size)
{
  guint8 sha256[crypto_hash_sha256_BYTES];
  g_autofree char *text = NULL;

  crypto_hash_sha256 (sha256, data, size);
  text = g_base64_encode (sha256, sizeof sha256);
  return g_strdup_printf (KEY ":%s:", text);
}
