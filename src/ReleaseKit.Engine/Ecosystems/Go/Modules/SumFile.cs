using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>What a <c>go.sum</c> holds fast: the digest of each module and of its <c>go.mod</c>, in each version that was looked at.</summary>
internal static class SumFile
{
    public static IEnumerable<LockedEntry> Read(SourceText file)
    {
        for (int at = file.ContentStart, next; at < file.Text.Length; at = next)
        {
            var end = file.Text.IndexOf('\n', at);
            next = end < 0 ? file.Text.Length : end + 1;
            var span = TextSpan.FromBounds(at, end < 0 ? file.Text.Length : end);
            if (file.Text.Substring(span.Start, span.Length).TrimEnd() is { Length: > 0 } line && line.LastIndexOf(' ') is var digest and > 0)
            {
                yield return LockedEntry.Of(file, line[..digest], span);
            }
        }
    }
}
