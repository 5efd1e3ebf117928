// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What may be typed for a new account: names of accounts, full names, passwords. */

#include "ui/screentime/an-account-name.h"

static const char *const good_users[] = { "bean", "be-an", "be_an9", "b", NULL };
static const char *const bad_users[] = { "",
                                         "Bean",
                                         "9bean",
                                         "-bean",
                                         "_bean",
                                         "bé",
                                         "be an",
                                         "be:an",
                                         "be.an",
                                         "be/an",
                                         "bean$",
                                         "root\n",
                                         "abcdefghijklmnopqrstuvwxyzabcdefg",
                                         NULL };

static void
test_users (void)
{
  for (guint i = 0; good_users[i] != NULL; i++)
    g_assert_null (an_account_find_user_problem (good_users[i]));
  for (guint i = 0; bad_users[i] != NULL; i++) {
    g_test_message ("%s", bad_users[i]);
    g_assert_nonnull (an_account_find_user_problem (bad_users[i]));
  }
  g_assert_null (an_account_find_user_problem ("abcdefghijklmnopqrstuvwxyzabcdef"));
}

static void
test_full_names (void)
{
  g_autofree char *longest = g_strnfill (60, 'a');
  g_autofree char *longer = g_strnfill (61, 'a');

  g_assert_null (an_account_find_full_name_problem ("Nguyễn Thị Bé An"));
  g_assert_null (an_account_find_full_name_problem (longest));
  g_assert_nonnull (an_account_find_full_name_problem (longer));
  g_assert_nonnull (an_account_find_full_name_problem (""));
  g_assert_nonnull (an_account_find_full_name_problem ("a:b"));
  g_assert_nonnull (an_account_find_full_name_problem ("a,b"));
  g_assert_nonnull (an_account_find_full_name_problem ("a\nb"));
  g_assert_nonnull (an_account_find_full_name_problem ("\xff"));
}

static void
test_passwords (void)
{
  g_assert_null (an_account_find_password_problem ("hoa mai", "hoa mai"));
  g_assert_null (an_account_find_password_problem ("ễễễễễễ", "ễễễễễễ"));
  g_assert_nonnull (an_account_find_password_problem ("ễễễễễ", "ễễễễễ"));
  g_assert_nonnull (an_account_find_password_problem ("hoa mai", "hoa ma"));
}

/* What is suggested can be taken. */
static void
test_suggestions (void)
{
  static const char *const names[][2] = {
    { "Nguyễn Thị Bé An", "nguyenthibean" },
    { "Đỗ Ơn", "doon" },
    { "7 Bảy", "bay" },
    { "李明", "" },
    { "Nguyễn Phúc Hoàng Bảo Thiên Kim", "nguyenphuchoangb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *user = an_account_suggest_user (names[i][0]);

    g_assert_cmpstr (user, ==, names[i][1]);
    if (*user != '\0')
      g_assert_null (an_account_find_user_problem (user));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-name/users", test_users);
  g_test_add_func ("/account-name/full-names", test_full_names);
  g_test_add_func ("/account-name/passwords", test_passwords);
  g_test_add_func ("/account-name/suggestions", test_suggestions);
  return g_test_run ();
}
