/* document-view.h — where in what a person looks at they look
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "ui/site-ranges.h"

G_BEGIN_DECLS

/* heed_document_view_get_n_played() when nothing is held back. */
#define HEED_PLAYED_ALL G_MAXUINT

#define HEED_TYPE_DOCUMENT_VIEW (heed_document_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedDocumentView, heed_document_view, HEED, DOCUMENT_VIEW, GObject)

HeedDocumentView  *heed_document_view_new          (void);

/* What there is to look at; the document says it. */
void               heed_document_view_set_model    (HeedDocumentView    *self,
                                                    const char          *path,
                                                    const HeedSiteRange *ranges);
void               heed_document_view_set_extent   (HeedDocumentView    *self,
                                                    HeedAttentionKind    shown,
                                                    guint                n_source,
                                                    guint                n_steps);

const char        *heed_document_view_get_model_path (HeedDocumentView  *self);

/* Which attention. */
HeedAttentionSite  heed_document_view_get_site     (HeedDocumentView    *self);
void               heed_document_view_set_site     (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

/* Of a mean, bit h being head h: whose it is; 0: of all heads. Another site is of all. */
guint64            heed_document_view_get_heads    (HeedDocumentView    *self);
void               heed_document_view_set_heads    (HeedDocumentView    *self,
                                                    guint64              heads);

/* Takes a head to those of its layer, or lets it go. */
void               heed_document_view_toggle_head  (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

HeedAttentionSite  heed_document_view_clamp_site   (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

/* Where in it. */
int                heed_document_view_get_step     (HeedDocumentView    *self);
int                heed_document_view_get_row      (HeedDocumentView    *self);
int                heed_document_view_get_column   (HeedDocumentView    *self);
void               heed_document_view_select       (HeedDocumentView    *self,
                                                    int                  step,
                                                    int                  column);
void               heed_document_view_select_cell  (HeedDocumentView    *self,
                                                    int                  row,
                                                    int                  column);

/* Up to which step the translation was played. */
guint              heed_document_view_get_n_played (HeedDocumentView    *self);
void               heed_document_view_go_to        (HeedDocumentView    *self,
                                                    guint                step);
void               heed_document_view_release      (HeedDocumentView    *self);
void               heed_document_view_play_all     (HeedDocumentView    *self);

G_END_DECLS
