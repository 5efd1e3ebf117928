// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/an-envelope.h"

/* What one report may be, as /v1/office tells it. Sizes are of ciphertext. */
#define AN_LIMIT_ENVELOPE_BYTES AN_ENVELOPE_MAX_BYTES
#define AN_LIMIT_EVIDENCE_BYTES (256LL * 1024 * 1024)
#define AN_LIMIT_REPORT_BYTES (1024LL * 1024 * 1024)
#define AN_LIMIT_EVIDENCE_COUNT 50
#define AN_LIMIT_MANIFEST_BYTES (64 * 1024)
#define AN_LIMIT_OFFICER_BYTES (64 * 1024) /* of what an officer sends */

#define AN_UNFINISHED_SECONDS (24 * 3600)
#define AN_EXPIRED_KEPT_DAYS 30
#define AN_IDEMPOTENCY_KEPT_DAYS 40
