/* examples.h — sentences and what they should become
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedExamples HeedExamples;

/* Line n of source belongs to line n of every target. targets is ended by NULL. */
HeedExamples              *heed_examples_read_files     (const char           *source,
                                                         const char *const    *targets,
                                                         GCancellable         *cancellable,
                                                         GError              **error);

/* Lines of source TAB reference (further columns are ignored); lines with the
 * same source are references of one sentence. */
HeedExamples              *heed_examples_read_tsv       (const char           *path,
                                                         GCancellable         *cancellable,
                                                         GError              **error);

/* One by one: a reference of a source that is known is a further one of it. */
HeedExamples              *heed_examples_new            (void);
void                       heed_examples_add            (HeedExamples         *examples,
                                                         const char           *source,
                                                         const char           *reference);
gboolean                   heed_examples_has_source     (HeedExamples         *examples,
                                                         const char           *source);
void                       heed_examples_free           (HeedExamples         *examples);

guint                      heed_examples_get_n          (HeedExamples         *examples);
const char *const         *heed_examples_get_sources    (HeedExamples         *examples);

/* For each sentence a NULL-terminated list of at least one. */
const char *const *const  *heed_examples_get_references (HeedExamples         *examples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedExamples, heed_examples_free)

G_END_DECLS
