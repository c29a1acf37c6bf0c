using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Checking;

/// <summary>Named checks, and how they are run: all at once, reported in the order of the catalogue.</summary>
public sealed class CheckCatalog
{
    /// <summary>Most checks wait for clients and registries.</summary>
    private const int Width = 8;

    /// <summary>A catalogue of the given checks, each with a name of its own.</summary>
    public CheckCatalog(params ImmutableArray<ICheck> checks) => Checks = checks;

    /// <summary>The checks of this build.</summary>
    public static CheckCatalog Standard { get; } = new(
        new CleanTreeCheck(),
        new InProgressCheck(),
        new BranchCheck(),
        new SubmodulesCheck(),
        new FileCaseCheck(),
        new TagNamesCheck(),
        new MembersCheck(),
        new MetadataCheck(),
        new LicencesCheck(),
        new DependenciesCheck(),
        new LockFilesCheck(),
        new ThirdPartiesCheck(),
        new ArtifactsCleanCheck(),
        new IdentityCheck(),
        new ToolsCheck(),
        new ClientVersionsCheck(),
        new DiskSpaceCheck(),
        new CredentialsCheck(),
        new OwnershipCheck(),
        new VersionsFreeCheck(),
        new RemoteCheck());

    /// <summary>The checks, in the order in which they are reported.</summary>
    public ImmutableArray<ICheck> Checks { get; }

    /// <summary>Runs every check that is not skipped. One that fails keeps no other from running.</summary>
    /// <param name="context">What they look at.</param>
    /// <param name="skipped">Names of checks to leave out.</param>
    /// <param name="cancellationToken">Stops them.</param>
    /// <exception cref="ReleaseException"><c>RK-CHECK-UNKNOWN</c>: a name to skip is no check's.</exception>
    public async Task<ImmutableArray<CheckResult>> RunAsync(CheckContext context, IReadOnlyCollection<string> skipped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skipped);
        Require(skipped);
        var results = new CheckResult[Checks.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, Checks.Length), options, async (i, token) =>
        {
            var check = Checks[i];
            results[i] = new CheckResult(check.Name, skipped.Contains(check.Name) ? null : await FindAsync(check, context, token));
        });
        return [.. results];
    }

    /// <summary>Fails for names that no check has.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-UNKNOWN</c>.</exception>
    public void Require(IEnumerable<string> names)
    {
        var known = Checks.Select(c => c.Name).ToArray();
        if (names.FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ReleaseException(CheckCodes.Unknown.Create(
                $"ReleaseSkipChecks names '{DisplayText.Line(unknown)}', which is no check.{NearestName.Question(unknown, known)} The checks are {string.Join(", ", known)}."));
        }
    }

    private static async Task<CheckFindings> FindAsync(ICheck check, CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await check.RunAsync(context, cancellationToken);
        }
        catch (ReleaseException e)
        {
            return CheckFindings.Of(e.Diagnostics);
        }
    }
}
