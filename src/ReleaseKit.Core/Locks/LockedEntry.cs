using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Locks;

/// <summary>Something that a lock file holds fast and that is not ours.</summary>
/// <param name="Key">What it is about, for people: <c>node_modules/lodash</c>. Several entries may share one; they are told apart by their order.</param>
/// <param name="Content">All that the file says of it: version, source, digests, what it needs.</param>
/// <param name="Span">Where it is written.</param>
public sealed record LockedEntry(string Key, string Content, TextSpan Span)
{
    /// <summary>An entry whose content is the text at its place.</summary>
    public static LockedEntry Of(SourceText file, string key, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new LockedEntry(key, file.Text.Substring(span.Start, span.Length), span);
    }
}
