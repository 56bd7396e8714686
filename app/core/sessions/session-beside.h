/* session-beside.h — what is beside the sentence of a session: marks, gold links, a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are stored as paths; their contents are not saved.
 */

#pragma once

#include "app/core/corpus/link-settings.h"
#include "app/core/markup/markup-tokens.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

typedef struct {
  /* Words of the sentence that are set in bold, or are a link. */
  GArray            *marks;          /* of HeedMarkupMark */
  HeedMarkupRule     rule;

  /* The gold links of the sentence, and how they were read. */
  char              *gold_path;      /* NULL if there are none; the next four are then undefined */
  guint              gold_first;     /* the number of the first word */
  guint              gold_sentence;  /* from 0 */
  char              *gold_source;    /* the sentence that the links belong to */
  char              *gold_target;

  /* The corpus. */
  gboolean           has_corpus;     /* if FALSE, the rest is undefined */
  HeedCorpusRoles    corpus;
  HeedLinkSettings  *link_settings;  /* NULL for the default */
  char              *reverse;        /* path of the model that it is symmetrised with; or NULL */
} HeedSessionBeside;

HeedSessionBeside *heed_session_beside_new  (void);
HeedSessionBeside *heed_session_beside_copy (const HeedSessionBeside  *beside);
void               heed_session_beside_free (HeedSessionBeside        *beside);

/* Members of the root object; parts that do not exist are not written. */
void               heed_session_beside_set  (HeedJson                 *root,
                                             const HeedSessionBeside  *beside);
gboolean           heed_session_beside_read (const HeedJson           *root,
                                             HeedSessionBeside        *beside,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionBeside, heed_session_beside_free)

G_END_DECLS
