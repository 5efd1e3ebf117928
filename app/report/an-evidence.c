// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Takes a file in as evidence. It is read once: what is hashed is what is sealed. A file that is
 * not a plain file, cannot be read or changes meanwhile is refused by name.
 */

#include "report/an-evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-vault.h"
#include "report/an-hash-converter.h"
#include "report/an-outbox.h"

#define SNIFF_BYTES 4096
#define MAX_NAME_CHARS 200

/* A file that is open for reading. */
typedef struct {
  int fd;
  char *name; /* (owned) for people, and for the report */
  struct stat status;
  const char *media_type; /* (not owned) static */
} Source;

static void
source_clear (Source *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

/* Helpers */

static gboolean
refuse (GError **error, const char *name, const char *reason)
{
  g_set_error (error,
               AN_OUTBOX_ERROR,
               AN_OUTBOX_ERROR_INVALID,
               /* Translators: the name of a file and why it cannot be sent */
               _ ("“%s”: %s"), name, reason);
  return FALSE;
}

static gboolean
storage_failed (GError **error, int code)
{
  g_set_error (error,
               AN_VAULT_ERROR,
               AN_VAULT_ERROR_STORAGE,
               _ ("the file cannot be kept for sending: %s"), g_strerror (code));
  return FALSE;
}

static char *
dup_name (const char *path)
{
  g_autofree char *display = g_filename_display_basename (path);
  g_autofree char *visible = an_text_make_visible (display);

  return g_utf8_substring (visible, 0, MIN (g_utf8_strlen (visible, -1), MAX_NAME_CHARS));
}

/* O_NONBLOCK: a FIFO without a writer would wait for ever. */
static gboolean
source_open (Source *self, const char *path, GError **error)
{
  guint8 head[SNIFF_BYTES];
  ssize_t got;

  self->name = dup_name (path);
  self->fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &self->status) != 0)
    return refuse (error, self->name, g_strerror (errno));
  if (!S_ISREG (self->status.st_mode))
    return refuse (error, self->name, _ ("this is not a file"));
  if (self->status.st_size == 0)
    return refuse (error, self->name, _ ("the file is empty"));
  got = pread (self->fd, head, sizeof head, 0);
  if (got < 0)
    return refuse (error, self->name, g_strerror (errno));
  self->media_type = an_evidence_sniff (head, (gsize) got);
  return TRUE;
}

/* FALSE once another program wrote to the file since it was opened. */
static gboolean
source_is_unchanged (const Source *self)
{
  struct stat now;

  return fstat (self->fd, &now) == 0 && now.st_size == self->status.st_size &&
         now.st_mtim.tv_sec == self->status.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == self->status.st_mtim.tv_nsec;
}

static GInputStream *
hash_input (GInputStream *stream, AnHashConverter *hash)
{
  return g_converter_input_stream_new (stream, G_CONVERTER (hash));
}

static AnReportEvidence *
describe (const Source *source, const char *note, AnHashConverter *hash, gboolean included)
{
  AnReportEvidence *evidence = an_report_evidence_new ();

  g_free (evidence->name);
  g_free (evidence->media_type);
  g_free (evidence->sha256);
  g_free (evidence->note);
  evidence->name = g_strdup (source->name);
  evidence->media_type = g_strdup (source->media_type);
  evidence->size = an_hash_converter_get_size (hash);
  evidence->sha256 = g_strdup (an_hash_converter_get_hex (hash));
  evidence->note = g_strdup (note);
  evidence->included = included;
  return evidence;
}

/* Writes the sealed stream of @plain to @blob_path and makes it durable. */
static gboolean
seal_to_file (GInputStream *plain,
              guint64 size,
              const char *blob_path,
              const AnSealKey *key,
              const char *report_id,
              const char *purpose,
              AnHashConverter *cipher_hash,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GOutputStream) file = NULL;
  g_autoptr (GOutputStream) hashed = NULL;
  int fd = open (blob_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return storage_failed (error, errno);
  file = g_unix_output_stream_new (fd, TRUE);
  g_filter_output_stream_set_close_base_stream (
      G_FILTER_OUTPUT_STREAM (hashed =
                                  g_converter_output_stream_new (file, G_CONVERTER (cipher_hash))),
      FALSE);
  if (!an_seal_stream (plain, size, hashed, key, report_id, purpose, cancellable, error) ||
      !g_output_stream_close (hashed, cancellable, error))
    return FALSE;
  if (fsync (fd) != 0)
    return storage_failed (error, errno);
  return TRUE;
}

/* A failure while sealing is the disk's, the caller's, or else the file's that changed. */
static void
explain_seal_failure (const Source *source, GError *failure, GError **error)
{
  g_autoptr (GError) foreign = failure;

  if (foreign->domain == AN_VAULT_ERROR ||
      g_error_matches (foreign, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&foreign));
  else if (foreign->domain == AN_SEAL_ERROR || !source_is_unchanged (source))
    refuse (error, source->name, _ ("the file changed while it was read; please try again"));
  else if (foreign->domain == G_IO_ERROR)
    g_set_error (error,
                 AN_VAULT_ERROR,
                 AN_VAULT_ERROR_STORAGE,
                 _ ("the file cannot be kept for sending: %s"), foreign->message);
  else
    refuse (error, source->name, foreign->message);
}

/* (transfer full): the file, without its metadata if @strip */
static GInputStream *
open_plain (const Source *source, gboolean strip, guint64 *size, GError **error)
{
  g_autoptr (GInputStream) original = g_unix_input_stream_new (source->fd, FALSE);
  g_autoptr (GError) failure = NULL;
  GInputStream *stripped;

  *size = (guint64) source->status.st_size;
  if (!strip || g_str_equal (source->media_type, "text/plain"))
    return g_steal_pointer (&original);
  stripped = an_evidence_strip (original, *size, source->media_type, size, &failure);
  if (stripped == NULL)
    refuse (error, source->name, failure->message);
  return stripped;
}

/* Public */

gboolean
an_evidence_look (const char *path, guint64 *size, const char **media_type, GError **error)
{
  g_auto (Source) source = { .fd = -1 };

  g_return_val_if_fail (path != NULL, FALSE);

  if (!source_open (&source, path, error))
    return FALSE;
  if (size != NULL)
    *size = (guint64) source.status.st_size;
  if (media_type != NULL)
    *media_type = source.media_type;
  return TRUE;
}

AnReportEvidence *
an_evidence_fingerprint (const char *path,
                         const char *note,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (Source) source = { .fd = -1 };
  g_autoptr (AnHashConverter) hash = an_hash_converter_new ();
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GInputStream) hashed = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree guint8 *buffer = NULL;
  gssize got;

  g_return_val_if_fail (path != NULL, NULL);

  if (!source_open (&source, path, error))
    return NULL;
  plain = g_unix_input_stream_new (source.fd, FALSE);
  hashed = hash_input (plain, hash);
  buffer = g_malloc (AN_SEAL_CHUNK_BYTES);
  do
    got = g_input_stream_read (hashed, buffer, AN_SEAL_CHUNK_BYTES, cancellable, &failure);
  while (got > 0);
  if (got < 0 && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (got < 0 || !source_is_unchanged (&source)) {
    refuse (error,
            source.name,
            failure != NULL ? failure->message
                            : _ ("the file changed while it was read; please try again"));
    return NULL;
  }
  return describe (&source, note, hash, FALSE);
}

AnReportEvidence *
an_evidence_seal (const char *path,
                  const char *note,
                  gboolean strip,
                  const char *report_id,
                  const AnSealKey *key,
                  const char *blob_directory,
                  AnManifestEntry *sealed,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Source) source = { .fd = -1 };
  g_autoptr (AnHashConverter) hash = an_hash_converter_new ();
  g_autoptr (AnHashConverter) cipher_hash = an_hash_converter_new ();
  g_autoptr (AnReportEvidence) evidence = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GInputStream) hashed = NULL;
  g_autofree char *purpose = NULL;
  g_autofree char *blob_path = NULL;
  GError *failure = NULL;
  AnReportEvidence *described;
  guint64 size;

  g_return_val_if_fail (path != NULL && report_id != NULL && blob_directory != NULL, NULL);

  if (!source_open (&source, path, error))
    return NULL;
  plain = open_plain (&source, strip, &size, error);
  if (plain == NULL)
    return NULL;
  evidence = an_report_evidence_new ();
  purpose = g_strconcat ("evidence/", evidence->id, NULL);
  blob_path = g_build_filename (blob_directory, evidence->id, NULL);
  hashed = hash_input (plain, hash);
  if (!seal_to_file (hashed,
                     size,
                     blob_path,
                     key,
                     report_id,
                     purpose,
                     cipher_hash,
                     cancellable,
                     &failure)) {
    explain_seal_failure (&source, failure, error);
    return NULL;
  }
  if (!source_is_unchanged (&source)) {
    refuse (error, source.name, _ ("the file changed while it was read; please try again"));
    return NULL;
  }
  described = describe (&source, note, hash, TRUE);
  g_free (described->id);
  described->id = g_strdup (evidence->id);
  sealed->id = g_strdup (described->id);
  sealed->size = an_hash_converter_get_size (cipher_hash);
  sealed->sha256 = g_strdup (an_hash_converter_get_hex (cipher_hash));
  return described;
}
