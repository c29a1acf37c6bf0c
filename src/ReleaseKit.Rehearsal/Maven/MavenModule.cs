using System.Collections.Immutable;

namespace ReleaseKit.Rehearsal.Maven;

/// <summary>Everything stored about one artifact, or the list of plugins of one group.</summary>
/// <param name="Name"><c>group:artifact</c>; the group alone for its list of plugins.</param>
/// <param name="Files">In the order of their upload.</param>
internal sealed record MavenModule(string Name, ImmutableArray<MavenFile> Files)
{
    /// <summary>The module as it is seen at a time.</summary>
    public MavenModule AsOf(DateTimeOffset now) => this with { Files = [.. Files.Where(f => f.VisibleFrom <= now)] };

    /// <summary>A file of a version.</summary>
    public MavenFile? File(string version, string name) => Files.FirstOrDefault(f => f.Version == version && f.Name == name);

    /// <summary>The module with a file, in the place of an earlier one of that name.</summary>
    public MavenModule With(MavenFile file) => this with { Files = Files.RemoveAll(f => f.Version == file.Version && f.Name == file.Name).Add(file) };
}
