// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Files taken in as evidence: what they are, what is removed from them, what is refused. */

#include <fcntl.h>
#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "report/an-evidence.h"
#include "report/an-hash-converter.h"
#include "report/an-outbox.h"
#include "scratch.h"

#define REPORT_ID "7f0c2a1e-5b7d-4c1a-9d2f-0a1b2c3d4e5f"

typedef struct {
  const char *label;
  const char *bytes;
  gsize length;
  const char *media_type;
} Sniff;

#define S(text) text, sizeof text - 1

static const Sniff sniffs[] = {
  { "JPEG", S ("\xff\xd8\xff\xe0rest"), "image/jpeg" },
  { "PNG", S ("\x89PNG\r\n\x1a\nrest"), "image/png" },
  { "WebP", S ("RIFF\x10\0\0\0WEBPVP8 "), "image/webp" },
  { "RIFF that is sound", S ("RIFF\x10\0\0\0WAVEfmt "), "application/octet-stream" },
  { "MP4",
    S ("\0\0\0\x18"
       "ftypisom"),
    "video/mp4" },
  { "HEIC",
    S ("\0\0\0\x18"
       "ftypheic"),
    "image/heic" },
  { "PDF", S ("%PDF-1.7\n"), "application/pdf" },
  { "text", S ("Con bị dọa\n"), "text/plain" },
  { "text cut inside a letter", S ("Con bị d\xe1\xbb"), "text/plain" },
  { "HTML is text", S ("<html><script>"), "text/plain" },
  { "NUL", S ("abc\0def"), "application/octet-stream" },
  { "not UTF-8", S ("\xe9t\xe9 en France et ailleurs"), "application/octet-stream" },
  { "nothing", "", 0, "application/octet-stream" },
  { "too short", S ("\xff\xd8"), "application/octet-stream" },
};

static void
test_sniff (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sniffs); i++) {
    const char *type = an_evidence_sniff ((const guint8 *) sniffs[i].bytes, sniffs[i].length);

    if (!g_str_equal (type, sniffs[i].media_type))
      g_error ("%s: %s", sniffs[i].label, type);
  }
}

/* A JPEG of one grey pixel. */
static const char pixel[] =
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////"
    "//////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAA"
    "AAAAAAD/2gAIAQEAAD8AKp//2Q==";

static char *
write_picture (const char *directory)
{
  char *path = g_build_filename (directory, "ảnh.jpg", NULL);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (pixel, &length);

  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  g_assert_true (gexiv2_metadata_open_path (metadata, path, &error));
  g_assert_true (gexiv2_metadata_try_set_tag_string (metadata,
                                                     "Exif.Image.Model",
                                                     "Dien thoai cua Bo",
                                                     &error));
  g_assert_true (
      gexiv2_metadata_try_set_tag_string (metadata, "Xmp.dc.description", "Nha o Phu Tho", &error));
  g_assert_true (gexiv2_metadata_try_set_gps_info (metadata, 105.4, 21.3, 30, &error));
  g_assert_true (gexiv2_metadata_save_file (metadata, path, &error));
  g_assert_no_error (error);
  return path;
}

static GBytes *
open_blob (const char *directory, const AnManifestEntry *entry, const AnSealKey *key)
{
  g_autofree char *path = g_build_filename (directory, entry->id, NULL);
  g_autofree char *purpose = g_strconcat ("evidence/", entry->id, NULL);
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;
  GBytes *plain;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  sealed = g_bytes_new_take (bytes, length);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sealed);
  g_assert_cmpstr (sha256, ==, entry->sha256);
  g_assert_cmpuint (length, ==, entry->size);
  plain = an_seal_open_bytes (sealed, key, REPORT_ID, purpose, &error);
  g_assert_no_error (error);
  return plain;
}

static void
entry_clear (AnManifestEntry *entry)
{
  g_clear_pointer (&entry->id, g_free);
  g_clear_pointer (&entry->sha256, g_free);
}

static gboolean
has_bytes (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) !=
         NULL;
}

/* What is sealed is the picture without its metadata; the file itself is not touched. */
static void
test_strip (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *path = write_picture (directory);
  g_autoptr (AnReportEvidence) evidence = NULL;
  g_autoptr (AnReportEvidence) whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autofree char *sha256 = NULL;
  AnManifestEntry entry = { 0 };
  AnSealKey key;

  an_seal_key_generate (&key);
  whole = an_evidence_seal (path, NULL, FALSE, REPORT_ID, &key, directory, &entry, NULL, &error);
  g_assert_no_error (error);
  original = open_blob (directory, &entry, &key);
  g_assert_true (has_bytes (original, "Dien thoai cua Bo"));
  g_assert_true (has_bytes (original, "Nha o Phu Tho"));
  entry_clear (&entry);

  evidence =
      an_evidence_seal (path, "ghi chú", TRUE, REPORT_ID, &key, directory, &entry, NULL, &error);
  g_assert_no_error (error);
  plain = open_blob (directory, &entry, &key);
  g_assert_false (has_bytes (plain, "Dien thoai"));
  g_assert_false (has_bytes (plain, "Phu Tho"));
  g_assert_false (has_bytes (plain, "Exif"));
  g_assert_cmpuint (g_bytes_get_size (plain), <, g_bytes_get_size (original));
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plain);
  g_assert_cmpstr (evidence->sha256, ==, sha256);
  g_assert_cmpuint (evidence->size, ==, g_bytes_get_size (plain));
  g_assert_cmpstr (evidence->name, ==, "ảnh.jpg");
  g_assert_cmpstr (evidence->media_type, ==, "image/jpeg");
  g_assert_cmpstr (evidence->note, ==, "ghi chú");
  g_assert_true (evidence->included);
  entry_clear (&entry);
}

static void
test_details (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *path = write_picture (directory);
  g_autofree char *text = g_build_filename (directory, "chữ.txt", NULL);
  g_autofree char *broken = g_build_filename (directory, "hỏng.jpg", NULL);
  g_autoptr (AnEvidenceDetails) details = an_evidence_read_details (path);

  g_assert_nonnull (details);
  g_assert_cmpstr (details->camera, ==, "Dien thoai cua Bo");
  g_assert_cmpstr (details->place, ==, "21.30000, 105.40000");
  g_assert_null (details->taken_at);
  g_assert_true (g_file_set_contents (text, "chào", -1, NULL));
  g_assert_true (g_file_set_contents (broken, "\xff\xd8\xff\xe0nonsense", 12, NULL));
  g_assert_null (an_evidence_read_details (text));
  g_assert_null (an_evidence_read_details (broken));
  g_assert_null (an_evidence_read_details (directory));
  g_assert_null (an_evidence_read_details ("/nowhere"));
}

/* Better not sent than sent with a place in it that was to be removed. */
static void
test_strip_impossible (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *movie = g_build_filename (directory, "phim.mp4", NULL);
  g_autofree char *broken = g_build_filename (directory, "hỏng.jpg", NULL);
  g_autofree char *text = g_build_filename (directory, "chữ.txt", NULL);
  g_autoptr (AnReportEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  AnManifestEntry entry = { 0 };
  AnSealKey key;

  an_seal_key_generate (&key);
  g_assert_true (g_file_set_contents (movie,
                                      "\0\0\0\x18"
                                      "ftypisom",
                                      12,
                                      NULL));
  g_assert_true (g_file_set_contents (broken, "\xff\xd8\xff\xe0nonsense", 12, NULL));
  g_assert_true (g_file_set_contents (text, "chào", -1, NULL));
  g_assert_null (
      an_evidence_seal (movie, NULL, TRUE, REPORT_ID, &key, directory, &entry, NULL, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "phim.mp4"));
  g_clear_error (&error);
  g_assert_null (
      an_evidence_seal (broken, NULL, TRUE, REPORT_ID, &key, directory, &entry, NULL, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "hỏng.jpg"));
  g_clear_error (&error);
  evidence = an_evidence_seal (text, NULL, TRUE, REPORT_ID, &key, directory, &entry, NULL, &error);
  g_assert_no_error (error); /* there is nothing to remove from text */
  g_assert_cmpuint (evidence->size, ==, strlen ("chào"));
  entry_clear (&entry);
}

static void
test_names (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  static const char *const names[] = { "a\nb.txt",
                                       "a\xe2\x80\xae"
                                       "txt.exe",
                                       "\xff\xfe.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (directory, names[i], NULL);
    g_autoptr (AnReportEvidence) evidence = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, "x", 1, NULL));
    evidence = an_evidence_fingerprint (path, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (g_utf8_validate (evidence->name, -1, NULL));
    g_assert_null (strchr (evidence->name, '\n'));
    g_assert_null (strstr (evidence->name, "\xe2\x80\xae"));
    g_assert_false (evidence->included);
  }
}

static void
test_refused (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *fifo = g_build_filename (directory, "fifo", NULL);
  g_autofree char *loop = g_build_filename (directory, "loop", NULL);
  g_autofree char *empty = g_build_filename (directory, "empty", NULL);
  g_autofree char *absent = g_build_filename (directory, "absent", NULL);
  const char *paths[] = { directory, fifo, loop, empty, absent, "/dev/zero" };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *name = g_path_get_basename (paths[i]);
    g_autoptr (GError) error = NULL;

    g_assert_false (an_evidence_look (paths[i], NULL, NULL, &error));
    g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, name));
    g_clear_error (&error);
    g_assert_null (an_evidence_fingerprint (paths[i], NULL, NULL, &error));
    g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  }
}

/* A log that is being written to while it is sealed. */
static gpointer
write_on (gpointer data)
{
  char **job = data; /* the path, then anything once it is over */
  int fd = g_open (job[0], O_WRONLY | O_APPEND, 0);

  while (g_atomic_pointer_get (&job[1]) == NULL) {
    g_assert_cmpint (write (fd, "more", 4), ==, 4);
    g_usleep (100);
  }
  g_close (fd, NULL);
  return NULL;
}

static void
test_changed_meanwhile (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *path = g_build_filename (directory, "nhật ký.txt", NULL);
  g_autofree char *content = g_strnfill (8 * 1024 * 1024, 'x');
  char *job[2] = { path, NULL };
  g_autoptr (GError) error = NULL;
  AnManifestEntry entry = { 0 };
  AnSealKey key;
  GThread *writer;

  an_seal_key_generate (&key);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  writer = g_thread_new ("writer", write_on, job);
  g_assert_null (
      an_evidence_seal (path, NULL, FALSE, REPORT_ID, &key, directory, &entry, NULL, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (an_evidence_fingerprint (path, NULL, NULL, &error));
  g_assert_error (error, AN_OUTBOX_ERROR, AN_OUTBOX_ERROR_INVALID);
  g_atomic_pointer_set (&job[1], path);
  g_thread_join (writer);
  entry_clear (&entry);
}

/* The disk is full: told as such, not as the file's fault. */
static void
test_no_space (void)
{
  g_autoptr (Scratch) directory = scratch_new ();
  g_autofree char *path = g_build_filename (directory, "a.txt", NULL);
  g_autofree char *nowhere = g_build_filename (directory, "nowhere", NULL);
  g_autoptr (GError) error = NULL;
  AnManifestEntry entry = { 0 };
  AnSealKey key;

  an_seal_key_generate (&key);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (
      an_evidence_seal (path, NULL, FALSE, REPORT_ID, &key, nowhere, &entry, NULL, &error));
  g_assert_error (error, AN_VAULT_ERROR, AN_VAULT_ERROR_STORAGE);
}

static void
test_hash_converter (void)
{
  static const gsize sizes[] = { 0, 1, 4095, 4096, 4097, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (AnHashConverter) hash = an_hash_converter_new ();
    g_autofree char *text = g_strnfill (sizes[i], 'q');
    g_autoptr (GBytes) bytes = g_bytes_new (text, sizes[i]);
    g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);
    g_autoptr (GInputStream) hashed = g_converter_input_stream_new (source, G_CONVERTER (hash));
    g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
    g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (
        g_output_stream_splice (out, hashed, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error),
        ==,
        (gssize) sizes[i]);
    g_assert_no_error (error);
    g_assert_cmpuint (an_hash_converter_get_size (hash), ==, sizes[i]);
    g_assert_cmpstr (an_hash_converter_get_hex (hash), ==, expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_assert_true (gexiv2_initialize ());
  g_test_add_func ("/report/evidence/sniff", test_sniff);
  g_test_add_func ("/report/evidence/strip", test_strip);
  g_test_add_func ("/report/evidence/details", test_details);
  g_test_add_func ("/report/evidence/strip-impossible", test_strip_impossible);
  g_test_add_func ("/report/evidence/names", test_names);
  g_test_add_func ("/report/evidence/refused", test_refused);
  g_test_add_func ("/report/evidence/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/report/evidence/no-space", test_no_space);
  g_test_add_func ("/report/evidence/hash-converter", test_hash_converter);
  return g_test_run ();
}
