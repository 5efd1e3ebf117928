// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Channels decide to whom a child's report goes: strict files, safe addresses, safe folders. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/an-json.h"
#include "cases.h"
#include "report/an-channel-private.h"

static void
test_case (gconstpointer data)
{
  const ExampleCase *example = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChannel) channel = an_channel_from_json (example->document, &error);
  g_autoptr (AnChannel) copy = NULL;
  g_autoptr (JsonNode) written = NULL;

  g_test_message ("%s", example->label);
  if (example->pointer != NULL) {
    g_assert_null (channel);
    assert_refused_at (error, example->pointer);
    return;
  }
  g_assert_no_error (error);
  copy = an_channel_copy (channel);
  written = an_channel_to_json (copy);
  g_assert_true (json_node_equal (written, example->document));
}

static void
test_error_domains (void)
{
  static const struct {
    const char *url;
    gboolean safe;
  } urls[] = {
    { "https://example.org", TRUE },
    { "http://LOCALHOST:1", TRUE },
    { "http://127.255.255.254", TRUE },
    { "http://127.0.0.1.evil.com", FALSE },
    { "http://127.0.0.1@evil.com", FALSE },
    { "http://127.0.0.1%40evil.com", FALSE },
    { "http://127.0.0.1:80@evil.com", FALSE },
    { "HTTP://evil.com", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", urls[i].url);
    g_assert_true (an_channel_url_check (urls[i].url, &error) == urls[i].safe);
    if (urls[i].safe)
      g_assert_no_error (error);
    else
      g_assert_error (error, AN_CHANNEL_ERROR, AN_CHANNEL_ERROR_INSECURE_URL);
  }
}

/* What is built in needs no warning, and what 111 is stays. */
static void
test_builtin (void)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) channels = an_channel_list (NULL, warnings);
  gboolean has_111 = FALSE, has_paper = FALSE;

  g_assert_cmpuint (channels->len, >=, 6);
  for (guint i = 0; i < channels->len; i++) {
    const AnChannel *channel = g_ptr_array_index (channels, i);

    g_assert_cmpstr (an_channel_get_name (channel), !=, "");
    g_assert_cmpint (channel->kind == AN_CHANNEL_REST, ==, channel->keys != NULL);
    has_111 |= g_strcmp0 (channel->number, "111") == 0 && channel->verified;
    has_paper |= channel->kind == AN_CHANNEL_PAPER;
    if (g_strcmp0 (channel->id, "113") == 0 || g_strcmp0 (channel->province, "phu-tho") == 0)
      g_assert_false (channel->verified);
  }
  g_assert_true (has_111 && has_paper);
}

typedef struct {
  char *folder;
  GPtrArray *channels, *warnings;
} Fixture;

static char *
write_file (Fixture *f, const char *name, const char *text, mode_t mode)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, (int) mode), ==, 0);
  return path;
}

static void
write_channel (Fixture *f, const char *name, const char *id, mode_t mode)
{
  g_autofree char *text = g_strdup_printf (
      "{\"schema\":\"vn.annhi.channel/1\",\"id\":\"%s\",\"kind\":\"phone\",\"number\":\"111\","
      "\"name\":{\"vi\":\"a\",\"en\":\"b\"},\"source\":\"s\",\"checked\":\"2026-11-24\","
      "\"verified\":true}",
      id);
  g_autofree char *path = write_file (f, name, text, mode);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("channels-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) an_channel_free);
  f->warnings = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  g_chmod (f->folder, 0700);
  directory = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_ptr_array_unref (f->channels);
  g_ptr_array_unref (f->warnings);
}

static void
add_folder (Fixture *f)
{
  g_ptr_array_set_size (f->channels, 0);
  g_ptr_array_set_size (f->warnings, 0);
  an_channel_add_folder (f->channels, f->folder, geteuid (), f->warnings);
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *other = NULL, *broken = NULL;

  write_channel (f, "b.json", "one", 0644);
  write_channel (f, "c.json", "two", 0600);
  write_channel (f, "d.json", "two", 0644); /* takes the place of c.json */
  write_channel (f, "group.json", "group", 0664);
  write_channel (f, "world.json", "world", 0646);
  write_channel (f, ".hidden.json", "hidden", 0644);
  other = write_file (f, "README", "no channel", 0644);
  broken = write_file (f, "broken.json", "{", 0644);
  add_folder (f);
  g_assert_cmpuint (f->channels->len, ==, 2);
  g_assert_cmpuint (f->warnings->len, ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (f->warnings, 0), "broken.json"));
  g_assert_nonnull (strstr (g_ptr_array_index (f->warnings, 1), "group.json"));
  g_assert_nonnull (strstr (g_ptr_array_index (f->warnings, 2), "world.json"));
}

static void
test_folder_not_a_file (Fixture *f, gconstpointer data)
{
  g_autofree char *link = g_build_filename (f->folder, "link.json", NULL);
  g_autofree char *pipe = g_build_filename (f->folder, "pipe.json", NULL);
  g_autofree char *directory = g_build_filename (f->folder, "folder.json", NULL);

  write_channel (f, "real", "real", 0644);
  g_assert_cmpint (symlink ("real", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  add_folder (f);
  g_assert_cmpuint (f->channels->len, ==, 0);
  g_assert_cmpuint (f->warnings->len, ==, 3);
}

static void
test_folder_open_to_others (Fixture *f, gconstpointer data)
{
  write_channel (f, "a.json", "one", 0644);
  add_folder (f);
  g_assert_cmpuint (f->channels->len, ==, 1);
  g_chmod (f->folder, 0777);
  add_folder (f);
  g_assert_cmpuint (f->channels->len, ==, 0);
  g_assert_cmpuint (f->warnings->len, ==, 1);
}

static void
test_folder_of_another (Fixture *f, gconstpointer data)
{
  write_channel (f, "a.json", "one", 0644);
  an_channel_add_folder (f->channels, f->folder, geteuid () + 1, f->warnings);
  g_assert_cmpuint (f->channels->len, ==, 0);
  g_assert_cmpuint (f->warnings->len, ==, 1);
}

static void
test_folder_absent (Fixture *f, gconstpointer data)
{
  an_channel_add_folder (f->channels, "/nonexistent/channels.d", geteuid (), f->warnings);
  g_assert_cmpuint (f->channels->len + f->warnings->len, ==, 0);
}

static void
test_extra (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "x.json", NULL);
  g_autofree char *absent = g_build_filename (f->folder, "y.json", NULL);
  g_autoptr (GPtrArray) without = an_channel_list (NULL, NULL), with = NULL, bad = NULL;

  write_channel (f, "x.json", "mine", 0666);
  with = an_channel_list (path, f->warnings);
  g_assert_cmpuint (with->len, ==, without->len + 1);
  g_assert_cmpuint (f->warnings->len, ==, 0);
  bad = an_channel_list (absent, f->warnings);
  g_assert_cmpuint (bad->len, ==, without->len);
  g_assert_cmpuint (f->warnings->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = load_cases ("channel-cases.json");
  for (guint i = 0; i < cases->len; i++) {
    const ExampleCase *example = g_ptr_array_index (cases, i);
    g_autofree char *path = g_strdup_printf ("/channel/case/%u", i);

    g_test_add_data_func (path, example, test_case);
  }
  g_test_add_func ("/channel/error-domains", test_error_domains);
  g_test_add_func ("/channel/builtin", test_builtin);
  g_test_add ("/channel/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/channel/folder/not-a-file",
              Fixture,
              NULL,
              set_up,
              test_folder_not_a_file,
              tear_down);
  g_test_add ("/channel/folder/open-to-others",
              Fixture,
              NULL,
              set_up,
              test_folder_open_to_others,
              tear_down);
  g_test_add ("/channel/folder/of-another",
              Fixture,
              NULL,
              set_up,
              test_folder_of_another,
              tear_down);
  g_test_add ("/channel/folder/absent", Fixture, NULL, set_up, test_folder_absent, tear_down);
  g_test_add ("/channel/extra", Fixture, NULL, set_up, test_extra, tear_down);
  return g_test_run ();
}
