using System.Text.Json;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Values for later jobs as JSON on one line.</summary>
public static class PipelineValues
{
    /// <summary>The releases of a plan: a list of objects with <c>id</c>, <c>from</c>, <c>to</c> and <c>tag</c>.</summary>
    public static string Of(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return JsonSerializer.Serialize(plan.Releases.Select(r => new { id = r.Id.ToString(), from = r.From, to = r.To, tag = r.Tag }));
    }

    /// <summary>A list of texts.</summary>
    public static string Of(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
}
