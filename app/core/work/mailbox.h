/* mailbox.h — passing requests to a thread and news back, of which only the newest count
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Callbacks for requests and news; the box owns both while it holds them. */
typedef struct {
  GDestroyNotify   free_request;
  GDestroyNotify   free_news;

  /* Moves the contents of @later into @news, which was not fetched yet. If NULL, later news
   * replaces earlier news. */
  void           (*merge)   (gpointer news,
                             gpointer later);

  /* Called on the main thread; takes ownership of @news. */
  void           (*deliver) (gpointer news,
                             gpointer user_data);
} HeedMailboxFuncs;

/* Connects the main thread, which sends requests, with one other thread at a time, which posts
 * news. */
typedef struct _HeedMailbox HeedMailbox;

HeedMailbox *heed_mailbox_new        (const HeedMailboxFuncs *funcs,
                                      gpointer                user_data);
HeedMailbox *heed_mailbox_ref        (HeedMailbox            *box);
void         heed_mailbox_unref      (HeedMailbox            *box);

/* For the main thread. */
gboolean     heed_mailbox_send       (HeedMailbox            *box,
                                      gpointer                request);
void         heed_mailbox_close      (HeedMailbox            *box);

/* For the other thread. */
gpointer     heed_mailbox_take       (HeedMailbox            *box);
gboolean     heed_mailbox_wait       (HeedMailbox            *box);
gboolean     heed_mailbox_rest       (HeedMailbox            *box);
gboolean     heed_mailbox_is_closed  (HeedMailbox            *box);
gboolean     heed_mailbox_is_fetched (HeedMailbox            *box);
void         heed_mailbox_post       (HeedMailbox            *box,
                                      gpointer                news);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMailbox, heed_mailbox_unref)

G_END_DECLS
