// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What kind of file it is, by its first bytes: a name says what anybody wants it to say. */

#include <string.h>

#include "report/an-evidence.h"

typedef struct {
  gsize offset;
  const char *magic;
  gsize length;
  const char *media_type;
} Kind;

static const Kind kinds[] = {
  { 0, "\xff\xd8\xff", 3, "image/jpeg" },  { 0, "\x89PNG\r\n\x1a\n", 8, "image/png" },
  { 8, "WEBP", 4, "image/webp" }, /* after “RIFF” and a size */
  { 0, "GIF8", 4, "image/gif" },           { 4, "ftypheic", 8, "image/heic" },
  { 4, "ftypheix", 8, "image/heic" },      { 4, "ftypmif1", 8, "image/heic" },
  { 4, "ftypqt  ", 8, "video/quicktime" }, { 4, "ftypM4A ", 8, "audio/mp4" },
  { 4, "ftyp", 4, "video/mp4" },           { 0, "\x1a\x45\xdf\xa3", 4, "video/webm" },
  { 0, "OggS", 4, "audio/ogg" },           { 0, "ID3", 3, "audio/mpeg" },
  { 0, "%PDF-", 5, "application/pdf" },    { 0, "PK\x03\x04", 4, "application/zip" },
};

static gboolean
is_text (const guint8 *bytes, gsize length)
{
  const char *end;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] < 0x20 && strchr ("\t\n\r\f", bytes[i]) == NULL)
      return FALSE;
  if (g_utf8_validate_len ((const char *) bytes, length, &end))
    return TRUE;
  return length - (gsize) (end - (const char *) bytes) < 4 && length > 4; /* cut inside a letter */
}

/**
 * an_evidence_sniff:
 * @bytes: (array length=length): how the file begins
 *
 * Returns: its media type; `application/octet-stream` for what is not known
 */
const char *
an_evidence_sniff (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const Kind *kind = &kinds[i];
    g_autoptr (GBytes) there = NULL;
    g_autoptr (GBytes) wanted = NULL;

    if (length < kind->offset + kind->length)
      continue;
    there = g_bytes_new_static (bytes + kind->offset, kind->length);
    wanted = g_bytes_new_static (kind->magic, kind->length);
    if (g_bytes_equal (there, wanted))
      return kind->media_type;
  }
  return length > 0 && is_text (bytes, length) ? "text/plain" : "application/octet-stream";
}

/**
 * an_evidence_can_strip:
 *
 * Returns: whether metadata (place, time, device) can be removed from files of @media_type
 */
gboolean
an_evidence_can_strip (const char *media_type)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/webp", NULL };

  return g_strv_contains (types, media_type);
}
