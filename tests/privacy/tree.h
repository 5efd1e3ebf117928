// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privacy/an-check.h"

/* A small system in a temporary folder, for the checks to look at. */
typedef struct {
  char *root;
  AnCheckContext *context; /* about the account `nhi` unless a test makes its own */
} Tree;

#define TREE_SETTINGS "/home/nhi/.config/glib-2.0/settings/keyfile"

typedef struct {
  const char *path;
  const char *text; /* NULL: a folder where a file is expected, which nobody can read as a file */
} TreeFile;

void tree_set_up (Tree *tree, gconstpointer data);
void tree_tear_down (Tree *tree, gconstpointer data);
void tree_write (Tree *tree, const char *path, const char *text);
void tree_write_all (Tree *tree, const TreeFile *files, gsize n_files);
void tree_link (Tree *tree, const char *path, const char *target);
void tree_remove (const char *path);
/* Runs one check and holds its answer against @state and a part of its reason. */
void tree_expect (Tree *tree, const AnCheck *check, AnCheckState state, const char *reason_part);
/* Compiles a schema of every setting the checks ask about, as GNOME 43 has them. */
void tree_install_schemas (Tree *tree);
/* Says that systemd runs here. */
void tree_boot (Tree *tree);
/* GNOME's settings of the account, in the format of GLib's keyfile; NULL: nothing is set. */
void tree_use_gnome (Tree *tree, const char *settings);
