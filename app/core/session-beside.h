/* session-beside.h — what is beside the sentence of a session: marks, gold links, a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are told by their paths; what is in them is not kept.
 */

#pragma once

#include "app/core/corpus-way.h"
#include "app/core/markup-tokens.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

typedef struct {
  /* Words of the sentence that are set in bold, or are a link. */
  GArray          *marks;          /* of HeedMarkupMark */
  HeedMarkupRule   rule;

  /* Gold links of the sentence, as they were read. */
  char            *gold_path;      /* NULL: none, and the next four mean nothing */
  guint            gold_first;     /* what the first word is called */
  guint            gold_sentence;  /* from 0 */
  char            *gold_source;    /* whose links they are */
  char            *gold_target;

  /* The corpus. */
  gboolean         has_corpus;     /* else the rest means nothing */
  HeedCorpusRoles  corpus;
  HeedCorpusWay   *way;            /* NULL: as any other one */
  char            *reverse;        /* the model that it is symmetrised with; or NULL */
} HeedSessionBeside;

HeedSessionBeside *heed_session_beside_new  (void);
HeedSessionBeside *heed_session_beside_copy (const HeedSessionBeside  *beside);
void               heed_session_beside_free (HeedSessionBeside        *beside);

/* Members of the root; those of what is not there are not written. */
void               heed_session_beside_set  (HeedJson                 *root,
                                             const HeedSessionBeside  *beside);
gboolean           heed_session_beside_read (const HeedJson           *root,
                                             HeedSessionBeside        *beside,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionBeside, heed_session_beside_free)

G_END_DECLS
