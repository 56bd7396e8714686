/* evidence-words.h — what evidence of effect says of the attention beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Both matrices are of what is shown, words or pieces. */
typedef struct {
  HeedEvidenceKind  kind;
  const HeedMatrix *attention;   /* NULL: nothing attends */
  const HeedMatrix *evidence;
  const HeedToken  *rows;
  const HeedToken  *columns;
  gboolean          is_changed;  /* the attention is, by a person; not all evidence knows that */
} HeedEvidenceScene;

/* How far both agree, and one sentence about what attention does not prove here. */
char *heed_evidence_words_new         (const HeedEvidenceScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/* The same, with what the numbers are, what they do not tell, and whose they are. */
char *heed_evidence_words_new_tooltip (const HeedEvidenceScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/* What a kind is, what it does not tell, and whose it is. */
char *heed_evidence_words_new_help    (HeedEvidenceKind         kind) G_GNUC_WARN_UNUSED_RESULT;

/* What one token rests on. */
char *heed_evidence_words_new_share   (const HeedToken         *token,
                                       double                   source_share)
                                       G_GNUC_WARN_UNUSED_RESULT;

/* "occlusion, nats", and if a person changed the attention, whether it knows of that. */
char *heed_evidence_words_new_title   (HeedEvidenceKind         kind,
                                       gboolean                 is_changed)
                                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
