using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Checking;

/// <summary>git can have every planned tag, here and on other people's machines, beside those that exist.</summary>
public sealed class TagNamesCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "tag-names";

    /// <inheritdoc/>
    public string Purpose => "git can have every planned tag beside those that exist: none is a folder of another one's name, and none differs from another one in letter case only.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.TagConflict, RepositoryCheckCodes.TagCase];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var planned = context.Plan.Published.Where(r => r.Tag.Length > 0).DistinctBy(r => r.Tag, StringComparer.Ordinal).ToArray();
        var existing = (await context.Git.TagsAsync(cancellationToken)).Select(t => t.Name);
        var conflicts = new TagConflicts(existing.Concat(planned.Select(r => r.Tag)));
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var release in planned)
        {
            if (conflicts.FindFolder(release.Tag) is { } other)
            {
                problems.Add(RepositoryCheckCodes.TagConflict.Create(
                    $"{release.Id} would be released with the tag '{DisplayText.Line(release.Tag)}', which git cannot have beside '{DisplayText.Line(other)}': one would be a folder of the other. Choose another tag_format."));
            }

            if (conflicts.FindTwin(release.Tag) is { } twin)
            {
                problems.Add(RepositoryCheckCodes.TagCase.Create(
                    $"{release.Id} would be released with the tag '{DisplayText.Line(release.Tag)}', and there is '{DisplayText.Line(twin)}': on Windows and macOS git takes them for one. Choose another tag_format."));
            }
        }

        return CheckFindings.Of(problems);
    }
}
