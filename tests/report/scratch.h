// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

/* A temporary directory that goes, with all in it, at the end of its scope. */

typedef char Scratch;

Scratch *scratch_new (void);
void scratch_free (Scratch *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scratch, scratch_free)
