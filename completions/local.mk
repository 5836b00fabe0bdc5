# What shells need to complete our tools' options, made when it is installed:
# the tools may be installed under other names.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
	completions/shells.awk \
	completions/suite.list \
	completions/ucat.list \
	completions/ucp.list \
	completions/udd.list \
	completions/usync.list \
	completions/usync-mirror.list

completed_tools = ucp udd ucat usync

# Where a shell looks for the completion of $$name.
completion_places = \
	bash:'$(bashcompletiondir)'/$$name \
	zsh:'$(zshcompletiondir)'/_$$name \
	fish:'$(fishcompletiondir)'/$$name.fish

install-data-local:
	@for tool in $(completed_tools); do \
	  name=`echo $$tool | sed '$(transform)'`; \
	  for place in $(completion_places); do \
	    file=$(DESTDIR)$${place#*:}; \
	    $(MKDIR_P) "$${file%/*}" || exit 1; \
	    rm -f "$$file"; beside=; \
	    for list in $(srcdir)/completions/$$tool-*.list; do \
	      test -f "$$list" || continue; \
	      beside=$${list##*-}; beside=$${beside%.list}; \
	      $(AWK) -v shell=$${place%%:*} -v tool=$$name -v under=$$beside \
	        -f $(srcdir)/completions/shells.awk \
	        "$$list" $(srcdir)/completions/suite.list \
	        >"$$file" || exit 1; \
	    done; \
	    $(AWK) -v shell=$${place%%:*} -v tool=$$name -v beside=$$beside \
	      -f $(srcdir)/completions/shells.awk \
	      $(srcdir)/completions/$$tool.list $(srcdir)/completions/suite.list \
	      >>"$$file" || exit 1; \
	  done; \
	done

uninstall-local:
	@for tool in $(completed_tools); do \
	  name=`echo $$tool | sed '$(transform)'`; \
	  for place in $(completion_places); do \
	    rm -f $(DESTDIR)$${place#*:}; \
	  done; \
	done
