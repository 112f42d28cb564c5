//! What Telegram takes for HTML: a handful of tags, closed in order, and every `<` and `&` of the text escaped.

const TAGS: [&str; 8] = ["b", "i", "u", "s", "code", "pre", "a", "blockquote"];
const ENTITIES: [&str; 4] = ["lt", "gt", "amp", "quot"];

/// The text that people see, or why it can't be parsed.
pub(super) fn visible(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let offset = html.len() - rest.len() + at;
        rest = &rest[at..];
        rest = if rest.starts_with('<') {
            tag(rest, &mut open).ok_or_else(|| format!("Unsupported start tag at byte offset {offset}"))?
        } else {
            let end = rest.find(';').filter(|&end| ENTITIES.contains(&&rest[1..end]));
            let end = end.ok_or_else(|| format!("Unescaped & at byte offset {offset}"))?;
            text.push('*');
            &rest[end + 1..]
        };
    }
    text.push_str(rest);
    match open.pop() {
        None => Ok(text),
        Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{tag}\"")),
    }
}

fn tag<'a>(rest: &'a str, open: &mut Vec<&'a str>) -> Option<&'a str> {
    let end = rest.find('>')?;
    let inner = &rest[1..end];
    if let Some(closed) = inner.strip_prefix('/') {
        (open.pop()? == closed).then_some(())?;
    } else {
        let name = inner.split(' ').next()?;
        TAGS.contains(&name).then(|| open.push(name))?;
    }
    Some(&rest[end + 1..])
}

/// Length as Telegram counts it.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_tags_and_escaped_signs_are_taken_and_count_as_one() {
        assert_eq!(visible("<b>5 &lt; 6</b>\n<pre>x</pre>").unwrap(), "5 * 6\nx");
        assert_eq!(length("🏊a"), 3);
    }

    #[test]
    fn bare_signs_unknown_tags_and_open_ends_are_refused() {
        for broken in ["5 < 6", "swim & run", "<b>", "<b><i></b></i>", "<h1>x</h1>", "&nbsp;"] {
            assert!(visible(broken).is_err(), "{broken}");
        }
    }
}
