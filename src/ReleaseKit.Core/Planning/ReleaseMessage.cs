using System.Globalization;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Messages of release commits.</summary>
public static class ReleaseMessage
{
    /// <summary>The trailer that names the plan by its hash.</summary>
    public const string PlanTrailer = "ReleaseKit-Plan";

    /// <summary>A message that names the packages, ending with a line feed.</summary>
    public static string Of(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var lines = plan.Releases.Select(r => DisplayText.Line($"{r.Id.Name} {r.To}"));
        var message = plan.Releases.Length == 1
            ? $"chore(release): {lines.Single()}\n"
            : string.Create(CultureInfo.InvariantCulture, $"chore(release): publish {plan.Releases.Length} packages\n\n{string.Join('\n', lines.Select(l => "- " + l))}\n");
        return plan.Upstream.IsEmpty ? message
            : $"{message}\n{string.Join('\n', plan.Upstream.Select(u => DisplayText.Line($"chore(deps): bump {u.Id.Name} to {u.Version}")))}\n";
    }

    /// <summary>A message with the trailer.</summary>
    /// <param name="message">What people read.</param>
    /// <param name="hash">Hash of the plan.</param>
    public static string WithPlan(string message, string hash)
    {
        ArgumentNullException.ThrowIfNull(message);
        return $"{message.TrimEnd()}\n\n{PlanTrailer}: {hash}\n";
    }
}
