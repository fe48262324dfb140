import java.util.List;

public class Orders {
    public static void main(String[] arguments) {
        System.out.println("orders starting");
        System.out.println(newest(List.of()));
    }

    private static String newest(List<String> orders) {
        if (orders.isEmpty()) {
            throw new IllegalStateException("no orders were loaded");
        }
        return orders.get(0);
    }
}
