// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/an-report.h"
#include "ui/report/an-report-links.h"

typedef struct {
  const char *label;
  const char *text;
  const char *urls;     /* joined with | */
  const char *accounts; /* joined with | */
} Case;

static const Case cases[] = {
  { "nothing", "", "", "" },
  { "white space", " \n\t\r\n ", "", "" },
  { "one link", "https://example.vn/a", "https://example.vn/a", "" },
  { "a link in a sentence",
    "Nó đăng ở https://example.vn/a?b=1&c=2, đêm qua.",
    "https://example.vn/a?b=1&c=2",
    "Nó đăng ở đêm qua." },
  { "a full stop behind it", "https://example.vn/a.", "https://example.vn/a", "" },
  { "without a scheme", "facebook.com/ten.nguoi", "facebook.com/ten.nguoi", "" },
  { "www", "www.example.vn", "www.example.vn", "" },
  { "a name with a mark", "@kien.2013", "", "@kien.2013" },
  { "a label and a name", "Zalo: Kiên Đẹp Trai", "", "Zalo: Kiên Đẹp Trai" },
  { "a label and a link", "Link: https://a.vn/x", "https://a.vn/x", "Link" },
  { "a telephone number", "0912 345 678", "", "0912 345 678" },
  { "a mail address is an account", "ten@example.vn", "", "ten@example.vn" },
  { "a scheme alone is no link", "https://", "", "https://" },
  { "one a line",
    "https://a.vn/1\nBin Bin\r\nhttps://a.vn/2",
    "https://a.vn/1|https://a.vn/2",
    "Bin Bin" },
  { "each once", "a.vn/x\na.vn/x\nBin\nBin", "a.vn/x", "Bin" },
  { "around it", "“Bin” – \n(Bin)", "", "Bin" },
};

static char *
join (GPtrArray *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? "|" : "",
                            (const char *) g_ptr_array_index (list, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined_urls = NULL;
  g_autofree char *joined_accounts = NULL;

  an_report_links_read (c->text, urls, accounts);
  joined_urls = join (urls);
  joined_accounts = join (accounts);
  g_assert_cmpstr (joined_urls, ==, c->urls);
  g_assert_cmpstr (joined_accounts, ==, c->accounts);
}

/* What is pasted may be anything. */
static void
test_garbage (void)
{
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *huge = g_strnfill (1000000, 'x');

  an_report_links_read ("\xff\xfe http://\xc3 \xe1\xba", urls, accounts);
  an_report_links_read (huge, urls, accounts);
  for (int i = 0; i < 1000; i++)
    g_string_append_printf (many, "https://a.vn/%d\nTên %d\n", i, i);
  an_report_links_read (many->str, urls, accounts);
  g_assert_cmpuint (urls->len, ==, AN_REPORT_MAX_LINKS);
  g_assert_cmpuint (accounts->len, ==, AN_REPORT_MAX_LINKS);
  for (guint i = 0; i < accounts->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (accounts, i), -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/report-links/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_read);
  }
  g_test_add_func ("/report-links/garbage", test_garbage);
  return g_test_run ();
}
