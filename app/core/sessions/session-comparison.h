/* session-comparison.h — what was compared, in a session file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-fields.h"
#include "app/core/sessions/session-site.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

#define HEED_SESSION_MAX_SIDES 4

/* A side after the first one, which is the session itself. */
typedef struct {
  HeedSessionModel   model;  /* its path is NULL if there was none */
  char              *text;   /* NULL if it is the session's */
  HeedAttentionSite  site;
  guint64            heads;  /* as in HeedSessionFile */
} HeedSessionSide;

typedef struct {
  char            *by;                /* what the sides differ in: "models", … */
  gboolean         has_same_target;
  gboolean         shows_difference;
  guint            n_sides;           /* including the first; at least 2 */
  HeedSessionSide  sides[HEED_SESSION_MAX_SIDES];  /* the first element is not used */
} HeedSessionComparison;

HeedSessionComparison *heed_session_comparison_new  (void);
HeedSessionComparison *heed_session_comparison_copy (const HeedSessionComparison  *comparison);
void                   heed_session_comparison_free (HeedSessionComparison        *comparison);

/* The member "comparison" of the root; NULL if there is none. */
void                   heed_session_comparison_set  (HeedJson                     *root,
                                                     const HeedSessionComparison  *comparison);
gboolean               heed_session_comparison_read (const HeedJson               *root,
                                                     HeedSessionComparison       **comparison,
                                                     GError                      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionComparison, heed_session_comparison_free)

G_END_DECLS
