/* subword-nmt.h — words fall apart by the codes of subword-nmt
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/text/vocabulary.h"

G_BEGIN_DECLS

/* Immutable, usable from any thread. */
typedef struct _HeedSubwordNmt HeedSubwordNmt;

HeedSubwordNmt *heed_subword_nmt_new   (GBytes           *codes,
                                        GError          **error);
void            heed_subword_nmt_free  (HeedSubwordNmt   *self);

/* The pieces of a text, "ka@@" and "tze"; with a vocabulary, those that it does
 * not have are taken apart again. */
char          **heed_subword_nmt_split (HeedSubwordNmt   *self,
                                        const char       *text,
                                        HeedVocabulary   *vocabulary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSubwordNmt, heed_subword_nmt_free)

G_END_DECLS
