// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The states of the gate before a room, for annhi-page. */

#include <adwaita.h>

#include "base/an-i18n.h"
#include "ui/an-room.h"
#include "ui/an-store-private.h"
#include "ui/widgets/an-store-gate.h"

static GtkWidget *
create_gate (AnStoreState state, const char *problem)
{
  g_autoptr (AnStore) store = an_store_new (NULL, NULL);

  an_store_set_state (store, state, problem);
  return an_store_gate_new (store, TRUE, NULL);
}

static GtkWidget *
create_waiting (void)
{
  return create_gate (AN_STORE_OPENING, NULL);
}

static GtkWidget *
create_passphrase (void)
{
  return create_gate (AN_STORE_NEEDS_PASSPHRASE, NULL);
}

static GtkWidget *
create_wrong_passphrase (void)
{
  return create_gate (AN_STORE_NEEDS_PASSPHRASE, an_store_wrong_passphrase_text ());
}

static GtkWidget *
create_new_passphrase (void)
{
  return create_gate (AN_STORE_NEEDS_NEW_PASSPHRASE, NULL);
}

static GtkWidget *
create_locked (void)
{
  return create_gate (AN_STORE_LOCKED, NULL);
}

static GtkWidget *
create_failed (void)
{
  return create_gate (AN_STORE_FAILED, "~/.local/share/annhi/vault.db: I/O error 5");
}

const AnPageEntry an_shell_pages[] = {
  { "store-waiting", create_waiting },
  { "store-passphrase", create_passphrase },
  { "store-wrong-passphrase", create_wrong_passphrase },
  { "store-new-passphrase", create_new_passphrase },
  { "store-locked", create_locked },
  { "store-failed", create_failed },
  { NULL },
};
