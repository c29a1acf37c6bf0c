using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Checking;

/// <summary>No two paths of a package are one on other people's file systems.</summary>
public sealed class FileCaseCheck : ICheck
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "file-case";

    /// <inheritdoc/>
    public string Purpose => "No two files or folders of a released package differ in letter case only.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.FileCase];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var listing = await context.Listing.Value;
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var twins = new List<(string First, string Second)>();
        foreach (var path in listing)
        {
            // A folder is looked at before what is in it, so that two folders are told once.
            for (var (part, isTwin) = (Start(path), false); !isTwin && part is not null; part = Next(path, part))
            {
                if (!seen.TryAdd(part, part) && seen[part] != part)
                {
                    isTwin = true;
                    twins.Add((seen[part], part));
                }
            }
        }

        var folders = context.Published.Select(p => p.Directory).ToArray();
        var own = twins.Distinct().Where(t => folders.Any(f => RelativePath.Parse(t.First).IsWithin(f) || RelativePath.Parse(t.Second).IsWithin(f))).ToArray();
        return own.Length == 0 ? CheckFindings.None : CheckFindings.Of(RepositoryCheckCodes.FileCase.At(
            new SourceLocation(own[0].Second),
            $"On Windows and macOS these are one: {DisplayText.Line(string.Join("; ", own.Take(Shown).Select(t => $"{t.First} and {t.Second}")))}{(own.Length > Shown ? $"; and {own.Length - Shown} more" : "")}. Rename one of each."));
    }

    private static string? Start(RelativePath path) => path.Value[..End(path, 0)];

    private static string? Next(RelativePath path, string part) => part.Length == path.Value.Length ? null : path.Value[..End(path, part.Length + 1)];

    private static int End(RelativePath path, int from) => path.Value.IndexOf('/', from) is var slash and >= 0 ? slash : path.Value.Length;
}
