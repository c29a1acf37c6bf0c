namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>A request that was sent to a forge, and what came back.</summary>
internal sealed record RecordedRequest(string Method, Uri Address, string? ContentType, byte[] Body, int Status, byte[] Answer);
