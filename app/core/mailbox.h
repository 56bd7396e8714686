/* mailbox.h — requests to a thread and news from it, of which only the newest count
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is done with what lies in the box; it owns both. */
typedef struct {
  GDestroyNotify   free_request;
  GDestroyNotify   free_news;

  /* Takes everything out of @later, which came before @news was fetched; NULL:
   * what is later replaces it. */
  void           (*merge)   (gpointer news,
                             gpointer later);

  /* On the main thread; @news is the callee's. */
  void           (*deliver) (gpointer news,
                             gpointer user_data);
} HeedMailboxFuncs;

/* Between the main thread, which asks, and one other thread at a time, which
 * answers. */
typedef struct _HeedMailbox HeedMailbox;

HeedMailbox *heed_mailbox_new        (const HeedMailboxFuncs *funcs,
                                      gpointer                user_data);
HeedMailbox *heed_mailbox_ref        (HeedMailbox            *box);
void         heed_mailbox_unref      (HeedMailbox            *box);

/* The end of the main thread. */
gboolean     heed_mailbox_send       (HeedMailbox            *box,
                                      gpointer                request);
void         heed_mailbox_close      (HeedMailbox            *box);

/* The end of the other thread. */
gpointer     heed_mailbox_take       (HeedMailbox            *box);
gboolean     heed_mailbox_wait       (HeedMailbox            *box);
gboolean     heed_mailbox_rest       (HeedMailbox            *box);
gboolean     heed_mailbox_is_closed  (HeedMailbox            *box);
gboolean     heed_mailbox_is_fetched (HeedMailbox            *box);
void         heed_mailbox_post       (HeedMailbox            *box,
                                      gpointer                news);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMailbox, heed_mailbox_unref)

G_END_DECLS
