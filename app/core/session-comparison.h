/* session-comparison.h — what was compared, in a session file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-fields.h"
#include "app/core/session-site.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

#define HEED_SESSION_MAX_SIDES 4

/* One beside the first, which is the session itself. */
typedef struct {
  HeedSessionModel   model;  /* path NULL: there was none */
  char              *text;   /* NULL: that of the session */
  HeedAttentionSite  site;
  guint64            heads;  /* as in a session */
} HeedSessionSide;

typedef struct {
  char            *by;                /* "models", …: what the sides differ in */
  gboolean         has_same_target;
  gboolean         shows_difference;
  guint            n_sides;           /* with the first; at least 2 */
  HeedSessionSide  sides[HEED_SESSION_MAX_SIDES];  /* that of 0 is not used */
} HeedSessionComparison;

HeedSessionComparison *heed_session_comparison_new  (void);
HeedSessionComparison *heed_session_comparison_copy (const HeedSessionComparison  *comparison);
void                   heed_session_comparison_free (HeedSessionComparison        *comparison);

/* Its member "comparison"; none: NULL. */
void                   heed_session_comparison_set  (HeedJson                     *root,
                                                     const HeedSessionComparison  *comparison);
gboolean               heed_session_comparison_read (const HeedJson               *root,
                                                     HeedSessionComparison       **comparison,
                                                     GError                      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionComparison, heed_session_comparison_free)

G_END_DECLS
