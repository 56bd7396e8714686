/* references.h — source sentences and their reference translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeedReferences HeedReferences;

HeedReferences            *heed_references_new         (void);
void                       heed_references_free        (HeedReferences *references);

/* Adds a source sentence, and then each of its targets. */
void                       heed_references_begin       (HeedReferences *references,
                                                        const char     *source);
void                       heed_references_add         (HeedReferences *references,
                                                        const char     *target);

/* Adds a pair: pairs with the same source form one sentence with several targets. */
void                       heed_references_add_pair    (HeedReferences *references,
                                                        const char     *source,
                                                        const char     *target);
const char                *heed_references_find        (HeedReferences *references,
                                                        const char     *source);

guint                      heed_references_get_n       (HeedReferences *references);
const char *const         *heed_references_get_sources (HeedReferences *references);

/* For each sentence a NULL-terminated list of at least one target. */
const char *const *const  *heed_references_get_all     (HeedReferences *references);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedReferences, heed_references_free)

G_END_DECLS
