// Makes std_sort_heap.json: orders of std::sort where its recursion limit turns it to heap sort.
//   g++ -O2 -std=c++17 std_sort_heap.cpp -o made && ./made > std_sort_heap.json      (g++ 12.2.0)
// McIlroy's adversary (Software: Practice and Experience 29, 1999) finds values that use up the limit; ties are then drawn until
// the order differs from that of the same sort without a limit, so that an order without heap sort cannot pass.
#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

using Pair = std::pair<int, int>;

static std::vector<int> adversary(int n) {
    std::vector<int> value(n, n), item(n);
    int solid = 0, candidate = -1;
    for (int i = 0; i < n; i++) item[i] = i;
    std::sort(item.begin(), item.end(), [&](int x, int y) {
        if (value[x] == n && value[y] == n) value[x == candidate ? x : y] = solid++;
        if (value[x] == n) candidate = x;
        else if (value[y] == n) candidate = y;
        return value[x] < value[y];
    });
    return value;
}

static void print(const char* name, const std::vector<int>& v, const char* end) {
    std::printf("\"%s\": [", name);
    for (size_t i = 0; i < v.size(); i++) std::printf(i ? ", %d" : "%d", v[i]);
    std::printf("]%s", end);
}

int main() {
    auto less = [](const Pair& a, const Pair& b) { return a.first < b.first; };
    std::mt19937 rng(1);
    std::printf("[\n");
    std::vector<int> sizes = {160, 333, 700};
    for (int n = 40; n < 70; n++) sizes.push_back(n);
    for (int n : sizes) {
        std::vector<int> base = adversary(n);
        std::vector<int> x, order;
        int tries = 0;
        while (order.empty()) {
            if (++tries > 1000000) { std::fprintf(stderr, "none for %d\n", n); return 1; }
            x = base;
            // Where two values that follow each other become one, the course of the sort may change; few of them, so that it rarely does.
            int ties = 1 + rng() % 8;
            for (int t = 0; t < ties; t++) {
                int v = rng() % n;
                for (int& e : x) if (e == v + 1) e = v;
            }
            std::vector<Pair> a, b;
            for (int i = 0; i < n; i++) a.push_back({x[i], i});
            b = a;
            std::sort(a.begin(), a.end(), less);
            std::__introsort_loop(b.begin(), b.end(), 1000000L, __gnu_cxx::__ops::__iter_comp_iter(less));
            std::__final_insertion_sort(b.begin(), b.end(), __gnu_cxx::__ops::__iter_comp_iter(less));
            if (a != b) for (Pair& p : a) order.push_back(p.second);
        }
        std::fprintf(stderr, "%d tries %d\n", n, tries);
        std::printf("{");
        print("x", x, ", ");
        print("ascending", order, n == sizes.back() ? "}\n" : "},\n");
    }
    std::printf("]\n");
}
