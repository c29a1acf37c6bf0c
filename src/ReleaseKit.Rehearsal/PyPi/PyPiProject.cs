using System.Collections.Immutable;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>Everything stored about one Python project.</summary>
/// <param name="Name">The normalised name.</param>
/// <param name="Title">The name as its first upload spelt it.</param>
/// <param name="Files">In the order of their upload.</param>
internal sealed record PyPiProject(string Name, string Title, ImmutableArray<PyPiFile> Files)
{
    /// <summary>The project as the index knows it at a time.</summary>
    public PyPiProject AsOf(DateTimeOffset now) => this with { Files = Files.RemoveAll(file => file.VisibleFrom > now) };
}
