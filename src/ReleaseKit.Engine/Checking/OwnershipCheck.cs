using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Checking;

/// <summary>Names on registries are ours. Only registries that name owners can tell for certain, and rights may come from a team: it warns.</summary>
public sealed class OwnershipCheck : ICheck
{
    private const int Width = 16;
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "ownership";

    /// <inheritdoc/>
    public string Purpose => "The credential's account is among the owners of every package, where the registry tells both (npm); and no package that was never released has a name that is taken.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RegistryCheckCodes.NotOwner, RegistryCheckCodes.NameTaken];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<Diagnostic>();
        var unknown = new ConcurrentBag<string>();
        var fresh = context.Plan.Releases.Where(r => r.From is null).Select(r => r.Id).ToHashSet();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(context.Packages.Where(p => !p.Endpoint.IsLoopback), options, async (package, token) =>
        {
            try
            {
                if (await JudgeAsync(context, package, fresh.Contains(package.Id), token) is { } problem)
                {
                    problems.Add(problem);
                }
            }
            catch (ReleaseException e)
            {
                // versions-free asks the same registry, and fails for it.
                unknown.Add(e.Diagnostics[0].Message);
            }
        });
        return new CheckFindings(
            [.. problems.OrderBy(p => p.Message, StringComparer.Ordinal)],
            unknown.IsEmpty ? "" : $"{unknown.Count} package{(unknown.Count == 1 ? "" : "s")} could not be asked about. {unknown.Min(StringComparer.Ordinal)}");
    }

    private static async Task<Diagnostic?> JudgeAsync(CheckContext context, PackageContext package, bool isNew, CancellationToken cancellationToken)
    {
        var adapter = context.Ecosystems[package.Id.Ecosystem];
        var who = (await context.Accounts.WhoAsync(package, cancellationToken)).Name;
        if (isNew && context.Earlier.MayBeUploaded(package.Id, package.Version))
        {
            return null;
        }

        // Who has released a package before has the right to; what can have changed is who asks.
        var isThere = isNew ? await adapter.Registry.KnowsAsync(package, cancellationToken) : who is not null;
        var owners = isThere ? await adapter.Account.OwnersAsync(package, cancellationToken) : [];
        if (!isThere || (who is not null && owners.Contains(who)))
        {
            return null;
        }

        var list = owners.IsEmpty ? "" : DisplayText.Line($" ({string.Join(", ", owners.Take(Shown))}{(owners.Length > Shown ? $" and {owners.Length - Shown} more" : "")})");
        var place = new SourceLocation(context.Workspace.Workspace.Find(package.Id)!.Manifest.Value);
        return isNew
            ? RegistryCheckCodes.NameTaken.At(place, $"{package.Id} was never released from here, and {package.Endpoint.Registry.Host} has a package of that name{(list.Length > 0 ? $", with owners{list}" : "")}. If it is yours, tag its last release; otherwise choose another name.")
            : owners.IsEmpty ? null
            : RegistryCheckCodes.NotOwner.At(place, $"{package.Endpoint.Registry.Host} knows the credential as {DisplayText.Line(who!)}, who is not among the owners of {package.Id}{list}. Unless a team gives the right, the upload will be refused.");
    }
}
