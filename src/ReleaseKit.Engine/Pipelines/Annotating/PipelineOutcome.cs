namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>What became of a package, for reports.</summary>
/// <param name="Package">Its id.</param>
/// <param name="Ecosystem">Its ecosystem.</param>
/// <param name="Version">The version.</param>
/// <param name="Status"><c>released</c>, <c>live</c>, <c>failed</c> or <c>blocked</c>.</param>
/// <param name="Detail">How far it got, in words for people.</param>
public sealed record PipelineOutcome(string Package, string Ecosystem, string Version, string Status, string Detail)
{
    /// <summary>Whether users can have it.</summary>
    public bool IsLive => Status is "released" or "live";
}
