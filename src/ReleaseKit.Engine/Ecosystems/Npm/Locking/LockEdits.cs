using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// Collects the splices of one lock file. What does not say the old value stays as it is: a lock file follows from the manifests,
/// and one that was made for others is for its client to make anew, which the check <c>lock-files</c> asks for.
/// </summary>
internal sealed class LockEdits
{
    private readonly Dictionary<TextSpan, TextEdit> _edits = [];

    /// <summary>The splices in the order of the text.</summary>
    public ImmutableArray<TextEdit> Build() => [.. _edits.Values.OrderBy(edit => edit.Span.Start)];

    /// <summary>Adds a splice; the first one for a place counts, and one that changes nothing is left out.</summary>
    /// <param name="edit">The splice.</param>
    /// <param name="offset">Where the text it was made for begins in the file.</param>
    public void Add(TextEdit edit, int offset = 0)
    {
        if (edit.Span.Length > 0 || edit.Replacement.Length > 0)
        {
            var span = edit.Span with { Start = edit.Span.Start + offset };
            _edits.TryAdd(span, edit with { Span = span });
        }
    }
}
