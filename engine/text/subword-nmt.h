/* subword-nmt.h — splitting words by the BPE codes of subword-nmt
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/text/vocabulary.h"

G_BEGIN_DECLS

/* Immutable, may be used from any thread. */
typedef struct _HeedSubwordNmt HeedSubwordNmt;

HeedSubwordNmt *heed_subword_nmt_new   (GBytes           *codes,
                                        GError          **error);
void            heed_subword_nmt_free  (HeedSubwordNmt   *self);

/* Returns the pieces of a text, such as "ka@@" and "tze"; pieces that are not in the vocabulary,
 * if one is given, are split further. */
char          **heed_subword_nmt_split (HeedSubwordNmt   *self,
                                        const char       *text,
                                        HeedVocabulary   *vocabulary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSubwordNmt, heed_subword_nmt_free)

G_END_DECLS
