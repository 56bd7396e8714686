/* corpus-looks.h — what each file of a corpus seems to be, and why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     looks = heed_corpus_looks_new (paths, &languages, cancellable)
 *     g_array_index (looks, HeedCorpusLook, i).part = what a person knows better
 *     heed_corpus_looks_find_roles (looks, &roles, &error)
 */

#pragma once

#include "app/core/corpus-files.h"

G_BEGIN_DECLS

typedef enum {
  HEED_PART_NONE,         /* it is not used */
  HEED_PART_SOURCE,       /* a sentence a line, like the next */
  HEED_PART_TARGET,
  HEED_PART_TABS,         /* both sides in one, like the next two */
  HEED_PART_BARS,
  HEED_PART_CSV,
  HEED_PART_GOLD_FROM_0,  /* links; what the first word is called */
  HEED_PART_GOLD_FROM_1,
  HEED_PART_DUMP,         /* attention that another program wrote */
  HEED_N_PARTS
} HeedCorpusPart;

/* Why. */
typedef enum {
  HEED_REASON_NONE,       /* it cannot be read, or there is no place left for it */
  HEED_REASON_ZERO,       /* all lines looked at are links, some of a word 0 */
  HEED_REASON_NO_ZERO,    /* all lines looked at are links, none of a word 0 */
  HEED_REASON_ROWS,       /* all lines looked at are a link each, as NAACL has them */
  HEED_REASON_READ,       /* its name has the language that the model reads */
  HEED_REASON_WRITTEN,    /* its name has the language that the model writes */
  HEED_REASON_ORDER,      /* it was named before the other one, or after it */
  HEED_REASON_SEPARATOR,  /* most lines have what parts both sides */
  HEED_REASON_CSV,        /* its name says so */
  HEED_REASON_DUMP        /* it is written as other programs write attention */
} HeedPartReason;

#define HEED_LOOK_LINES 3

typedef struct {
  char           *path;
  HeedCorpusPart  part;
  HeedPartReason  reason;
  guint           n_lines;
  char           *lines[HEED_LOOK_LINES];  /* the first ones; NULL: there are fewer */
  GError         *problem;                 /* it cannot be read; or NULL */
} HeedCorpusLook;

/* One each. Reads all files. */
GArray   *heed_corpus_looks_new        (const char *const          *paths,
                                        const HeedCorpusLanguages  *languages,
                                        GCancellable               *cancellable);

/* Whether a file is attention that another program wrote. */
gboolean  heed_corpus_look_is_dump     (const char                 *path);

/* What all of them say together; the error says what is missing or there twice. */
gboolean  heed_corpus_looks_find_roles (GArray                     *looks,
                                        HeedCorpusRoles            *roles,
                                        GError                    **error);

/* They say what an open corpus was read as. */
void      heed_corpus_looks_take_facts (GArray                     *looks,
                                        HeedCorpusFiles            *files);

G_END_DECLS
