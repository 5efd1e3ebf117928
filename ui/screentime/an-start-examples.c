// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The first walk for annhi-page. */

#include "ui/screentime/an-start-examples.h"

#include "screentime/an-preset.h"
#include "ui/screentime/an-guard-examples.h"
#include "ui/screentime/an-guard-page.h"
#include "ui/screentime/an-local-accounts.h"
#include "ui/screentime/an-start-pages.h"
#include "ui/screentime/an-start.h"

#define AGE 12

static void
free_account (gpointer data)
{
  an_local_account_free (data);
}

static void
add_account (GPtrArray *accounts, guint32 uid, const char *user, const char *name)
{
  AnLocalAccount *account = g_new0 (AnLocalAccount, 1);

  account->uid = uid;
  account->user = g_strdup (user);
  account->name = g_strdup (name);
  g_ptr_array_add (accounts, account);
}

/* In its frame, as it is seen. */
GtkWidget *
an_start_example_who (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();
  g_autoptr (GPtrArray) presets = an_presets_load ();

  return an_start_new (family, presets, TRUE);
}

GtkWidget *
an_start_example_account (void)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_family ();
  GPtrArray *accounts = g_ptr_array_new_with_free_func (free_account);
  GtkWidget *page = an_start_account_page_new (family);

  add_account (accounts, 50001, "bean", "Bé An");
  add_account (accounts,
               50002,
               "mchau",
               "Nguyễn Phúc Hoàng Bảo Thiên Kim Ngọc Minh Châu Thảo Nguyên");
  an_start_account_page_set_example (AN_START_ACCOUNT_PAGE (page), accounts);
  return page;
}

GtkWidget *
an_start_example_age (void)
{
  return an_start_age_page_new ();
}

GtkWidget *
an_start_example_rules (void)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();
  GtkWidget *page = an_start_rules_page_new (presets);

  an_start_rules_page_set_age (AN_START_RULES_PAGE (page), AGE);
  return page;
}

GtkWidget *
an_start_example_done (void)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();
  GtkWidget *page = an_start_done_page_new ();

  an_start_done_page_show (AN_START_DONE_PAGE (page),
                           "Bé An",
                           ((AnPreset *) g_ptr_array_index (presets, 1))->policy);
  return page;
}

static GtkWidget *
create_guard_page (AnGuardUnitState state)
{
  g_autoptr (AnFamily) family = an_guard_examples_create_absent ();
  GtkWidget *page = an_guard_page_new (family, TRUE);

  an_guard_page_show_state (AN_GUARD_PAGE (page), state);
  return page;
}

GtkWidget *
an_guard_example_not_installed (void)
{
  return create_guard_page (AN_GUARD_UNIT_NOT_INSTALLED);
}

GtkWidget *
an_guard_example_stopped (void)
{
  return create_guard_page (AN_GUARD_UNIT_STOPPED);
}

GtkWidget *
an_guard_example_failed (void)
{
  return create_guard_page (AN_GUARD_UNIT_FAILED);
}
