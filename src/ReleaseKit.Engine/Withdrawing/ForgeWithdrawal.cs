using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Promoting;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>Says on the forge's releases that their versions are withdrawn, and deletes those whose tag is gone. Doing it twice is safe.</summary>
public sealed class ForgeWithdrawal
{
    private readonly IForge _forge;

    /// <summary>Withdrawals on a forge that has releases.</summary>
    public ForgeWithdrawal(IForge forge) => _forge = forge;

    /// <summary>Looks what there is, and decides. Nothing is changed.</summary>
    /// <param name="tags">All tags that are meant.</param>
    /// <param name="gone">Those that are deleted, or are gone already.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-ROLLBACK-FORGE</c> when the forge cannot be asked.</exception>
    public async Task<ImmutableArray<PageWithdrawal>> PlanAsync(IReadOnlySet<string> tags, IReadOnlySet<string> gone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(gone);
        try
        {
            var seen = await SeenReleases.LookAsync(_forge, tags, cancellationToken);
            return [.. seen.All.OrderBy(r => r.Tag, StringComparer.Ordinal).Select(r => PageWithdrawal.Decide(r, gone.Contains(r.Tag))).OfType<PageWithdrawal>()];
        }
        catch (ReleaseException e)
        {
            throw new ReleaseException(Problem("What it has of these tags stays", e));
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="page">What was shown.</param>
    /// <param name="reason">What users are told: one line.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-ROLLBACK-FORGE</c>.</exception>
    public async Task RunAsync(PageWithdrawal page, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        try
        {
            Task done = page.IsDeleted ? _forge.DeleteReleaseAsync(page.Release, cancellationToken) : _forge.PutReleaseAsync(page.Marked(reason, _forge.Capabilities), cancellationToken);
            await done;
        }
        catch (ReleaseException e)
        {
            throw new ReleaseException(Problem($"The release {DisplayText.Line(page.Release.Name)} stays", e));
        }
    }

    private Diagnostic Problem(string what, ReleaseException e) =>
        RollbackCodes.Forge.Create($"{_forge.Repository.Kind}: {what} as before. {e.Diagnostics[0].Code}: {e.Diagnostics[0].Message} Run the same command again when that is mended.");
}
